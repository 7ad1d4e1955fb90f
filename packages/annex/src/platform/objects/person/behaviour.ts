/** Persons: who stands behind an account. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { assess } from '../account/assess.js'
import { newPerson, personChanges } from './fields.js'
import { onlyOneRepresentative, representativeStays } from './refusals.js'

const PATH = '/v1/accounts/{account}/persons'

export const person: Behaviour<'person'> = {
  kind: 'person',
  operations: {
    [`POST ${PATH}`]: (_path, params: Stripe.AccountCreatePersonParams, work) => {
      checkRepresentative(params, undefined, work)
      const kept = work.insert('person', newPerson(params, work))
      assess(work)
      return kept
    },
    [`POST ${PATH}/{person}`]: (path, params: Stripe.AccountUpdatePersonParams, work) => {
      const before = work.get('person', path['person'] ?? '')
      checkRepresentative(params, before.id, work)
      const after = work.update('person', before.id, personChanges(params, before))
      showOnAccount(after, work)
      assess(work)
      return after
    },
    [`DELETE ${PATH}/{person}`]: (path, _params, work) => {
      const gone = work.get('person', path['person'] ?? '')
      if (gone.relationship?.representative) throw representativeStays(gone)
      const stub = work.remove('person', gone.id)
      assess(work)
      return stub
    },
  },
}

/** An account of one person shows that person. */
function showOnAccount(person: Stripe.Person, work: UnitOfWork): void {
  const account = work.get('account', work.caller.account)
  if (account.individual?.id !== person.id) return
  work.update('account', account.id, { individual: person })
}

function checkRepresentative(
  { relationship }: Stripe.AccountCreatePersonParams,
  self: string | undefined,
  work: UnitOfWork,
): void {
  if (!relationship?.representative) return
  const others = work.list('person', { account: work.caller.account })
  const other = others.find((one) => one.id !== self && one.relationship?.representative)
  if (other) throw onlyOneRepresentative(other)
}
