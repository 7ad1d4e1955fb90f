/** Ending a connection, over every store this machine has. */
import { disconnectSuite } from './disconnect.js'
import { disconnectRaceSuite } from './disconnect-races.js'
import { purgeSuite } from './purge.js'
import { storeKinds } from './stores.js'

for (const kind of await storeKinds()) {
  disconnectSuite(kind)
  purgeSuite(kind)
  disconnectRaceSuite(kind)
}
