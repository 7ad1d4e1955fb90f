/** Addresses the official package has dropped and older clients and the command line still use. */
import type { Legacy } from '../engine/legacy.js'

export const legacy: Legacy = {
  'DELETE /v1/accounts/{account}/bank_accounts/{id}': {
    path: '/v1/accounts/{account}/external_accounts/{id}',
  },
  'GET /v1/accounts/{account}/bank_accounts/{id}': {
    path: '/v1/accounts/{account}/external_accounts/{id}',
  },
  'POST /v1/accounts/{account}/bank_accounts': { path: '/v1/accounts/{account}/external_accounts' },
  'POST /v1/accounts/{account}/bank_accounts/{id}': {
    path: '/v1/accounts/{account}/external_accounts/{id}',
  },
  'DELETE /v1/accounts/{account}/people/{person}': {
    path: '/v1/accounts/{account}/persons/{person}',
  },
  'GET /v1/accounts/{account}/people': { path: '/v1/accounts/{account}/persons' },
  'GET /v1/accounts/{account}/people/{person}': { path: '/v1/accounts/{account}/persons/{person}' },
  'POST /v1/accounts/{account}/people': { path: '/v1/accounts/{account}/persons' },
  'POST /v1/accounts/{account}/people/{person}': {
    path: '/v1/accounts/{account}/persons/{person}',
  },
  'GET /v1/balance/history': { path: '/v1/balance_transactions' },
  'GET /v1/balance/history/{id}': { path: '/v1/balance_transactions/{id}' },
  'GET /v1/charges/{charge}/refunds/{refund}': { path: '/v1/refunds/{refund}' },
  'GET /v1/charges/{id}/refunds': { path: '/v1/refunds', given: { charge: 'id' } },
  'POST /v1/charges/{charge}/refunds/{refund}': { path: '/v1/refunds/{refund}' },
  'POST /v1/charges/{id}/refunds': { path: '/v1/refunds', given: { charge: 'id' } },
  'DELETE /v1/customers/{customer}/subscriptions/{subscription_exposed_id}': {
    path: '/v1/subscriptions/{subscription_exposed_id}',
  },
  'DELETE /v1/customers/{customer}/subscriptions/{subscription_exposed_id}/discount': {
    path: '/v1/subscriptions/{subscription_exposed_id}/discount',
  },
  'GET /v1/customers/{customer}/subscriptions/{subscription_exposed_id}': {
    path: '/v1/subscriptions/{subscription_exposed_id}',
  },
  'GET /v1/customers/{id}/subscriptions': {
    path: '/v1/subscriptions',
    given: { customer: 'id' },
  },
  'POST /v1/customers/{customer}/subscriptions/{subscription_exposed_id}': {
    path: '/v1/subscriptions/{subscription_exposed_id}',
  },
  'POST /v1/customers/{id}/subscriptions': {
    path: '/v1/subscriptions',
    given: { customer: 'id' },
  },
  'GET /v1/linked_accounts': { path: '/v1/financial_connections/accounts' },
  'GET /v1/linked_accounts/{account}': { path: '/v1/financial_connections/accounts/{account}' },
}
