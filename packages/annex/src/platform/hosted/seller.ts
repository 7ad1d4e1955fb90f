/** Who sells, as payers see it: name, colour and icon. */
import type { Engine } from '../engine/context.js'
import type { UnitOfWork } from '../engine/unit-of-work.js'
import { findClientOfAccount } from '../store/applications.js'

export interface Seller {
  readonly name: string
  /** `#rrggbb`; undefined for the platform's own. */
  readonly colour: string | undefined
  /** Path of an image of ours. */
  readonly image: string | undefined
  /** Where payers can ask. */
  readonly supportEmail: string | undefined
}

/** The account's own branding counts first, then what its application looks like on the consent page. */
export function sellerOf(engine: Engine, work: UnitOfWork): Seller {
  const { account: id, livemode } = work.caller
  const account = work.find('account', id)
  const client = findClientOfAccount(engine.store, id, livemode)
  const picture = client?.icon ?? client?.logo
  const name = account?.business_profile?.name ?? account?.settings?.dashboard?.display_name
  const colour = account?.settings?.branding?.primary_color ?? client?.primary_color
  return {
    name: name ?? account?.email ?? 'This seller',
    colour: colour ?? undefined,
    image: picture ? `/images/${picture}` : undefined,
    supportEmail: account?.business_profile?.support_email ?? undefined,
  }
}
