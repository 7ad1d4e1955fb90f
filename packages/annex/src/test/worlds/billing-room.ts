/** A fresh billing room for each test of a suite, over one store for all of them. */
import { after, afterEach, before, beforeEach } from 'node:test'
import { getCustomer, type Payer } from '../../extension/billing/customer.js'
import type { BillingSettings } from '../../extension/billing/parts.js'
import type { Database } from '../../extension/store/database.js'
import type { Page } from '../browser.js'
import type { StoreKind, TestStore } from '../suites/stores.js'
import { billingWorld, type BillingWorld } from './billing.js'
import { typed, withCard } from './checkout.js'

export interface BillingRoomOfTest {
  readonly world: BillingWorld
  readonly database: Database
  /** Connected, and has bought nothing. */
  readonly harbour: Payer
  /** Holds an answer of the platform's back: called with each call once it is sent. */
  answering: ((url: string, answer: Promise<unknown>) => Promise<void>) | undefined
  /** Sees each call, and may answer in the platform's place. */
  instead: ((request: Request) => Promise<Response | undefined>) | undefined
  /** Begins again with other settings. */
  begin(settings: Partial<BillingSettings>): Promise<void>
  /** A subscription as Checkout would leave it. */
  bought(
    price?: string,
    payer?: Payer,
  ): Promise<{ id: string; customer: string; card: string; item: string }>
  /** Hears all events there are, and does what they ask for. */
  heard(): Promise<void>
  checkout(plan: string, payer?: Payer): Promise<string>
  /** Pays what `url` asks. @returns the session that Stripe sends the payer back with */
  pay(url: string, how?: { card?: string; button?: string }): Promise<Paid>
}

interface Paid {
  page: Page
  session: string
}

const EMPTIED = ['annex.connections', 'annex.billing_customers', 'annex.billing_cursors']

/** Call it inside `describe`. */
export function freshBilling({ make }: StoreKind): BillingRoomOfTest {
  let store: TestStore
  let world: BillingWorld
  let harbour: Payer
  before(async () => {
    store = await make()
  })
  after(() => store.remove())
  beforeEach(() => begin({}))
  afterEach(() => world.close())

  async function begin(settings: Partial<BillingSettings>): Promise<void> {
    await store.database.exec(EMPTIED.map((table) => `delete from ${table}`).join(';'))
    room.answering = undefined
    room.instead = undefined
    const fetch: (send: typeof globalThis.fetch) => typeof globalThis.fetch =
      (send) => async (input, init) => {
        const request = new Request(input, init)
        const other = await room.instead?.(request.clone())
        if (other) return other
        const answer = send(request)
        await room.answering?.(request.url, answer)
        return answer
      }
    world = await billingWorld(store.database, { fetch, settings })
    harbour = await world.connect('acct_harbour')
  }

  const room: BillingRoomOfTest = {
    get world() {
      return world
    },
    get database() {
      return store.database
    },
    get harbour() {
      return harbour
    },
    answering: undefined,
    instead: undefined,
    async begin(settings) {
      await world.close()
      await begin(settings)
    },
    async bought(price = world.prices.starter, payer = harbour) {
      const customer = await getCustomer(payer, world.parts)
      const card = await world.stripe.paymentMethods.attach('pm_card_visa', { customer })
      const { id, items } = await world.stripe.subscriptions.create({
        ...{ customer, items: [{ price }], default_payment_method: card.id },
        metadata: { annex_account: payer.account, annex_checkout: '1' },
      })
      return { id, customer, card: card.id, item: items.data[0]?.id ?? '' }
    },
    async heard() {
      await world.hearAll()
      await world.runJobs()
    },
    checkout: (plan, payer = harbour) => world.room.checkoutUrl(payer, { plan }),
    async pay(url, { card = typed.card_number, button = 'Subscribe' } = {}) {
      const payer = world.payer()
      await payer.open(url)
      const page = await payer.press(button, withCard(card))
      const back = new URL(page.headers.get('location') ?? 'http://nowhere.test')
      return { page, session: back.searchParams.get('session_id') ?? '' }
    },
  }
  return room
}
