/** Bank accounts and cards: of an account, whose money goes there, or of a customer, who pays. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { Lifecycle } from '../../engine/lifecycle.js'

type Owned = Pick<Stripe.BankAccount | Stripe.Card, 'id' | 'account' | 'customer'>

export const bankAccount: Behaviour<'bank_account'> = {
  kind: 'bank_account',
  lifecycle: newsOf<Stripe.BankAccount>(),
}

export const card: Behaviour<'card'> = { kind: 'card', lifecycle: newsOf<Stripe.Card>() }

/** Their news are named after whose they are; what belongs to nobody yet has none. */
function newsOf<T extends Owned>(): Lifecycle<T> {
  return {
    created: (object) => typed(object, 'created'),
    changed: (object) => typed(object, 'updated'),
    deleted: (object) => typed(object, 'deleted'),
  }
}

function typed({ account, customer }: Owned, change: 'created' | 'updated' | 'deleted') {
  if (customer) return `customer.source.${change}` as const
  return account ? (`account.external_account.${change}` as const) : null
}
