/** A shop's life on the platform, through the official client: months behind it, and traffic now. */
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Stripe } from 'stripe'

/**
 * A port nobody has right now, for a process that ends and comes back to it. It lies below those the
 * system gives to whoever asks for any, so that nobody is given it in between.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const server = createServer().listen(port, '127.0.0.1')
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (!isFree) continue
    server.close()
    await once(server, 'close')
    return port
  }
}

/** @param payments how many, each with a customer of its own; a tenth is refunded */
export async function makeHistory(stripe: Stripe, payments: number): Promise<void> {
  for (let n = 0; n < payments; n++) {
    const customer = await stripe.customers.create({ email: `person-${n}@shop.test` })
    const intent = await pay(stripe, customer.id, 500 + n)
    if (n % 10 === 0) await stripe.refunds.create({ payment_intent: intent.id })
    if (n % 10 === 1) await stripe.products.create({ name: `Thing ${n}` })
  }
}

function pay(stripe: Stripe, customer: string, amount: number): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    ...{ amount, currency: 'usd', customer, confirm: true, payment_method: 'pm_card_visa' },
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  })
}

/** Goes on until stopped: payments, refunds, changes and deletions, one after the other. */
export function startTraffic(stripe: Stripe): { stop(): Promise<number> } {
  const stopping = new AbortController()
  let done = 0
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await happen(stripe, ++done)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  })()
  running.catch(() => undefined)
  return {
    async stop() {
      stopping.abort()
      await running
      return done
    },
  }
}

async function happen(stripe: Stripe, n: number): Promise<void> {
  const customer = await stripe.customers.create({ name: `Walk-in ${n}` })
  await stripe.customers.update(customer.id, { metadata: { visits: n } })
  if (n % 3 === 0) await stripe.customers.del(customer.id)
  if (n % 3 === 1) {
    const intent = await pay(stripe, customer.id, 1000 + n)
    if (n % 2 === 0) await stripe.refunds.create({ payment_intent: intent.id, amount: 100 })
  }
}
