/** The queue's promises, over every store this machine has. */
import { jobsSuite } from './jobs.js'
import { storeKinds } from './stores.js'

for (const kind of await storeKinds()) jobsSuite(kind)
