/** The demo: Ledgerline, a metrics company with an extension, and three shops it may connect to. */
import { LEDGERLINE_PICTURES } from './demo-pictures.js'
import type { SeedInput } from './seed-file.js'

/** Somebody who signs in to the demo, with the account they own. */
export interface DemoPerson {
  email: string
  password: string
  account: string
  business_name: string
  /** Test mode. */
  secret_key: string
}

export const LEDGERLINE = person('ledgerline', 'Ledgerline')
export const SHOPS: readonly DemoPerson[] = [
  person('harbour', 'Harbour Coffee'),
  person('northwind', 'Northwind Yoga'),
  person('pixel', 'Pixel Press'),
]

export const CLIENT_ID = 'ca_test_ledgerline'
export const WEBHOOK_SECRET = 'whsec_ledgerline_demo_0123456789abcdef'

/** What Ledgerline asks of those who connect: a year for the price of ten months. */
const PLANS = [
  plan('starter', { name: 'Starter', monthly: 2900, description: 'Up to 10,000 payments a year.' }),
  plan('growth', { name: 'Growth', monthly: 9900, description: 'As many payments as you take.' }),
]

/** Lookup keys of its plans, in the order they are offered. */
export const PLAN_KEYS: readonly string[] = PLANS.flatMap(({ prices }) =>
  prices.map(({ lookup_key }) => lookup_key),
)

export interface DemoOptions {
  /** Where Ledgerline's extension is reached, without a slash at the end. */
  extension: string
  /** How far back the shops go; 0: they begin today. */
  months: number
}

export function demoSeed({ extension, months }: DemoOptions): SeedInput {
  return {
    accounts: [ledgerline(extension), ...SHOPS.map((shop) => accountOf(shop))],
    history: months === 0 ? [] : SHOPS.map((shop) => historyOf(shop, months)),
  }
}

function ledgerline(extension: string) {
  return {
    ...accountOf(LEDGERLINE),
    products: PLANS,
    extension: {
      ...{ name: 'Ledgerline', website: 'https://ledgerline.test' },
      client_ids: { test: CLIENT_ID, live: 'ca_live_ledgerline' },
      redirect_uris: { test: [`${extension}/connect/callback`] },
      branding: { primary_color: '#0f5c4a', secondary_color: '#f4f1ea', ...LEDGERLINE_PICTURES },
    },
    webhook_endpoints: [
      {
        ...{ id: 'we_ledgerline', url: `${extension}/webhooks`, connect: true },
        ...{ description: 'Ledgerline', secret: WEBHOOK_SECRET },
      },
      {
        // What it sells happens on its own account.
        ...{ id: 'we_ledgerline_own', url: `${extension}/webhooks`, connect: false },
        ...{ description: 'Ledgerline, its own billing', secret: WEBHOOK_SECRET },
      },
    ],
  }
}

function plan(word: string, of: { name: string; monthly: number; description: string }) {
  const { name, monthly, description } = of
  const lookup_key = `ledgerline_${word}`
  return {
    ...{ id: `prod_ledgerline_${word}`, name, description },
    prices: [
      { lookup_key: `${lookup_key}_monthly`, unit_amount: monthly, interval: 'month' as const },
      { lookup_key: `${lookup_key}_yearly`, unit_amount: monthly * 10, interval: 'year' as const },
    ],
  }
}

function historyOf({ account, business_name }: DemoPerson, months: number) {
  const story = business_name.toLowerCase().replace(' ', '-')
  return { account, story, months, random_seed: 7 }
}

function accountOf({ account, email, password, business_name }: DemoPerson) {
  const word = account.replace('acct_', '')
  const pair = (mode: string) => ({
    secret: `sk_${mode}_${word}`,
    publishable: `pk_${mode}_${word}`,
  })
  return {
    ...{ id: account, email, password, name: `The owner of ${business_name}`, business_name },
    keys: { test: pair('test'), live: pair('live') },
  }
}

function person(word: string, business_name: string): DemoPerson {
  return {
    ...{ email: `owner@${word}.test`, password: `${word}-demo`, account: `acct_${word}` },
    ...{ business_name, secret_key: `sk_test_${word}` },
  }
}
