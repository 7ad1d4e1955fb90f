/** Carries out a plan's changes through the official client, as the shop's own programs would. */
import { Stripe } from 'stripe'
import type { Action } from './plan.js'

interface Stock {
  customers: string[]
  products: string[]
  paid: string[]
  held: string[]
  methods: string[]
  count: number
}

export interface Shop {
  /** @returns false where there was nothing to do it to */
  act(action: Action): Promise<boolean>
}

const USD = { currency: 'usd', confirm: true } as const
const NO_REDIRECTS = { enabled: true, allow_redirects: 'never' } as const

export function openShop(stripe: Stripe): Shop {
  const stock: Stock = { customers: [], products: [], paid: [], held: [], methods: [], count: 0 }
  return { act: (action) => act(action, stock, stripe) }
}

async function act(action: Action, stock: Stock, stripe: Stripe): Promise<boolean> {
  const n = ++stock.count
  switch (action.does) {
    case 'create_customer':
      stock.customers.push((await stripe.customers.create({ name: `Person ${n}` })).id)
      return true
    case 'update_customer':
      return onOne(stock.customers, action.nth, (id) =>
        stripe.customers.update(id, { metadata: { turn: n } }),
      )
    case 'burst':
      return onOne(stock.customers, action.nth, async (id) => {
        for (let time = 0; time < action.times; time++) {
          await stripe.customers.update(id, { description: `${n}.${time}` })
        }
      })
    case 'delete_customer':
      return onOne(stock.customers, action.nth, async (id) => {
        stock.customers = stock.customers.filter((one) => one !== id)
        await stripe.customers.del(id)
      })
    case 'create_product':
      stock.products.push((await stripe.products.create({ name: `Thing ${n}` })).id)
      return true
    case 'update_product':
      return onOne(stock.products, action.nth, (id) =>
        stripe.products.update(id, { name: `Thing ${n}`, active: n % 2 === 0 }),
      )
    case 'create_price':
      return onOne(stock.products, n, (product) =>
        stripe.prices.create({ product, currency: 'usd', unit_amount: 100 + n }),
      )
    case 'pay':
      return pay(stock, stripe, n)
    case 'hold':
      stock.held.push((await stripe.paymentIntents.create({ ...held(n) })).id)
      return true
    case 'decline':
      await stripe.paymentIntents
        .create({
          ...{ ...USD, amount: 500 + n, payment_method: 'pm_card_chargeDeclined' },
          automatic_payment_methods: NO_REDIRECTS,
        })
        .catch(expected)
      return true
    case 'capture':
      return onOne(stock.held, action.nth, (id) => {
        stock.held = stock.held.filter((one) => one !== id)
        return stripe.paymentIntents.capture(id)
      })
    case 'cancel':
      return onOne(stock.held, action.nth, (id) => {
        stock.held = stock.held.filter((one) => one !== id)
        return stripe.paymentIntents.cancel(id)
      })
    case 'refund':
      return onOne(stock.paid, action.nth, (payment_intent) =>
        stripe.refunds.create({ payment_intent, amount: 10 }).catch(expected),
      )
    case 'detach':
      return onOne(stock.methods, action.nth, (id) => {
        stock.methods = stock.methods.filter((one) => one !== id)
        return stripe.paymentMethods.detach(id).catch(expected)
      })
    default:
      return false
  }
}

async function pay(stock: Stock, stripe: Stripe, n: number): Promise<boolean> {
  return onOne(stock.customers, n, async (customer) => {
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    stock.methods.push(method.id)
    const intent = await stripe.paymentIntents.create({
      ...{ ...USD, amount: 500 + n, customer, payment_method: method.id },
      automatic_payment_methods: NO_REDIRECTS,
    })
    stock.paid.push(intent.id)
  })
}

function held(n: number) {
  return {
    ...{ ...USD, amount: 700 + n, payment_method: 'pm_card_visa' },
    ...{ capture_method: 'manual' as const, automatic_payment_methods: NO_REDIRECTS },
  }
}

async function onOne(
  ids: readonly string[],
  nth: number,
  work: (id: string) => Promise<unknown>,
): Promise<boolean> {
  const id = ids[nth % ids.length]
  if (id === undefined) return false
  await work(id)
  return true
}

/** A card that declines, a payment that was given back already: the plan doesn't look ahead. */
function expected(error: unknown): void {
  if (!(error instanceof Stripe.errors.StripeError)) throw error
}
