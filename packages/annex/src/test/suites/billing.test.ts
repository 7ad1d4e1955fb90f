/** Charging for the application, over every store this machine has. */
import { billingSuite } from './billing.js'
import { buyingSuite } from './buying.js'
import { feesSuite } from './fees.js'
import { storeKinds } from './stores.js'

for (const kind of await storeKinds()) {
  billingSuite(kind)
  buyingSuite(kind)
  feesSuite(kind)
}
