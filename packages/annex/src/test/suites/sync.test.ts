/** The sync room's promises, over every store this machine has. */
import { storeKinds } from './stores.js'
import { syncSuite } from './sync.js'

for (const kind of await storeKinds()) syncSuite(kind)
