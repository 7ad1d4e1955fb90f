/** The seller as bills name it: also where it can be reached. */
import type { Engine } from '../engine/context.js'
import type { UnitOfWork } from '../engine/unit-of-work.js'
import { addressLines } from './bill/address-lines.js'
import type { Party } from './bill/bill.js'
import { sellerOf, type Seller } from './seller.js'

export interface Shop extends Seller, Party {}

export function shopOf(engine: Engine, work: UnitOfWork): Shop {
  const seller = sellerOf(engine, work)
  const profile = work.find('account', work.caller.account)?.business_profile
  const ways = [seller.supportEmail, profile?.support_phone, profile?.url]
  return {
    ...seller,
    lines: [
      ...addressLines(profile?.support_address),
      ...ways.filter((way): way is string => typeof way === 'string' && way !== ''),
    ],
  }
}
