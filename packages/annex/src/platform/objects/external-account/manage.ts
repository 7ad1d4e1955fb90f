/** `/v1/accounts/{account}/external_accounts`: adds, lists, changes and removes them. */
import type Stripe from 'stripe'
import type { Operation } from '../../engine/behaviour.js'
import { resourceMissing } from '../../engine/refusals/objects.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { pageOf } from '../page.js'
import { externalAccountsOf, findExternalAccount, type ExternalAccount } from './choose.js'
import { readExternalAccount } from './input.js'
import { lastOfItsCurrency } from './refusals.js'

type UpdateParams = Stripe.AccountUpdateExternalAccountParams
const PATH = '/v1/accounts/{account}/external_accounts'

export const externalAccountOperations: Readonly<Record<string, Operation>> = {
  [`POST ${PATH}`]: (_path, params: Stripe.AccountCreateExternalAccountParams, work) => {
    const read = readExternalAccount(params.external_account, 'external_account', work)
    const metadata = { ...read.metadata, ...metadataFrom(params.metadata) }
    return addExternalAccount({ ...read, metadata }, params.default_for_currency ?? false, work)
  },
  [`GET ${PATH}`]: (path, params: Stripe.AccountListExternalAccountsParams, work) =>
    listed(path['account'] ?? '', params, work),
  [`GET ${PATH}/{id}`]: ({ id = '' }, _params, work) => get(id, work),
  [`POST ${PATH}/{id}`]: ({ id = '' }, params: UpdateParams, work) =>
    change(get(id, work), params, work),
  [`DELETE ${PATH}/{id}`]: ({ id = '' }, _params, work) => remove(get(id, work), work),
}

/** The first in its currency is the default for it, whatever was said. */
export function addExternalAccount(
  added: ExternalAccount,
  isDefault: boolean,
  work: UnitOfWork,
): ExternalAccount {
  const others = sameCurrency(added, work)
  const default_for_currency = isDefault || others.length === 0
  if (default_for_currency) others.forEach((other) => setDefault(other, false, work))
  return added.object === 'card'
    ? work.insert('card', { ...added, default_for_currency })
    : work.insert('bank_account', { ...added, default_for_currency })
}

function change(before: ExternalAccount, params: UpdateParams, work: UnitOfWork): ExternalAccount {
  if (params.default_for_currency) {
    sameCurrency(before, work).forEach((other) => setDefault(other, false, work))
  }
  const { expand: _, metadata, exp_month, exp_year, documents: __, ...words } = params
  const changes = {
    ...Object.fromEntries(Object.entries(words).filter(([name]) => name in before)),
    ...(metadata === undefined
      ? {}
      : { metadata: metadata ? metadataFrom({ ...before.metadata, ...metadata }) : {} }),
  }
  if (before.object === 'bank_account') return work.update('bank_account', before.id, changes)
  return work.update('card', before.id, {
    ...changes,
    ...(exp_month ? { exp_month: Number(exp_month) } : {}),
    ...(exp_year ? { exp_year: Number(exp_year) } : {}),
  })
}

/** The default goes last: money in its currency would have nowhere to go. */
function remove(gone: ExternalAccount, work: UnitOfWork): object {
  if (gone.default_for_currency && sameCurrency(gone, work).length > 0) {
    throw lastOfItsCurrency(gone.currency ?? '')
  }
  return work.remove(gone.object, gone.id)
}

function setDefault(one: ExternalAccount, default_for_currency: boolean, work: UnitOfWork): void {
  if (one.object === 'card') work.update('card', one.id, { default_for_currency })
  else work.update('bank_account', one.id, { default_for_currency })
}

function sameCurrency(of: ExternalAccount, work: UnitOfWork): ExternalAccount[] {
  return externalAccountsOf(work).filter((one) => one.id !== of.id && one.currency === of.currency)
}

function get(id: string, work: UnitOfWork): ExternalAccount {
  const found = findExternalAccount(id, work)
  if (found) return found
  throw resourceMissing({ noun: 'external account', id, param: 'id', inPath: true })
}

/** As the account shows them when asked to. */
export function externalAccountsFor(work: UnitOfWork): Stripe.ApiList<ExternalAccount> {
  return listed(work.caller.account, {}, work)
}

// Two kinds in one list; an account has a handful, so the page is cut here.
function listed(
  account: string,
  params: Stripe.AccountListExternalAccountsParams,
  work: UnitOfWork,
): Stripe.ApiList<ExternalAccount> {
  const { object } = params
  const all = externalAccountsOf(work).filter((one) => !object || one.object === object)
  const url = `/v1/accounts/${account}/external_accounts`
  return pageOf(all, params, { url, noun: 'external account' })
}
