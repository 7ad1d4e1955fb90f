/** Who there is in a storm: a shop, and the extension that mirrors it. */

export const ACCOUNT = 'acct_harbour'
export const CLIENT_ID = 'ca_test_ledgerline'
export const WEBHOOK_SECRET = 'whsec_ledgerline'

/** @param webhooks where the extension takes deliveries */
export function seedWith(webhooks: string) {
  const ledgerline = {
    ...{ id: 'acct_ledgerline', email: 'owner@ledgerline.test', keys: keys('ledgerline') },
    extension: { name: 'Ledgerline', client_ids: { test: CLIENT_ID } },
    webhook_endpoints: [{ url: webhooks, connect: true, secret: WEBHOOK_SECRET }],
  }
  const harbour = { id: ACCOUNT, email: 'owner@harbour.test', keys: keys('harbour') }
  return {
    accounts: [ledgerline, harbour],
    connections: [{ application: CLIENT_ID, account: ACCOUNT }],
  }
}

function keys(name: string) {
  return { test: { secret: `sk_test_${name}`, publishable: `pk_test_${name}` } }
}
