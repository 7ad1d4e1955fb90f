/** Connecting, over every store this machine has. */
import { connectStateSuite } from './connect-state.js'
import { connectSuite } from './connect.js'
import { storeKinds } from './stores.js'

for (const kind of await storeKinds()) {
  connectSuite(kind)
  connectStateSuite(kind)
}
