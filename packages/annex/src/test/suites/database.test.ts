/** The port's promises, over every store this machine has. */
import { databaseSuite } from './database.js'
import { storeKinds } from './stores.js'

for (const kind of await storeKinds()) databaseSuite(kind)
