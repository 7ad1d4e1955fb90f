/** Compares platform and mirror, sharing no code with the product: the official client, and plain SQL. */
import { PGlite } from '@electric-sql/pglite'
import { Client } from 'pg'
import type { Stripe } from 'stripe'

export interface Row {
  id: string
  deleted: boolean
  body: Record<string, unknown>
}

type Ask = (sql: string) => Promise<Row[]>

/** @param place a Postgres URL, or the directory PGlite keeps its data in */
export async function withReader<T>(
  place: { url: string } | { directory: string },
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  if ('url' in place) {
    const client = new Client(place.url)
    await client.connect()
    const result = await work(async (sql) => (await client.query<Row>(sql)).rows)
    await client.end()
    return result
  }
  const database = await PGlite.create(`${place.directory}/postgres`)
  const result = await work(async (sql) => (await database.query<Row>(sql)).rows)
  await database.close()
  return result
}

export interface Difference {
  kind: string
  id: string
  platform: unknown
  mirror: unknown
}

export interface Comparison {
  compared: Record<string, number>
  differences: Difference[]
}

/** Every object of the platform against its row, and every row that is on no list against the platform. */
export async function compare(stripe: Stripe, ask: Ask): Promise<Comparison> {
  const compared: Record<string, number> = {}
  const differences: Difference[] = []
  for (const [kind, list] of Object.entries(listsOf(stripe))) {
    const rows = new Map(
      (await ask(`select id, deleted, body from stripe.${kind}`)).map((r) => [r.id, r]),
    )
    compared[kind] = rows.size
    for await (const object of list()) {
      const row = rows.get(object.id)
      rows.delete(object.id)
      if (row && !row.deleted && same(row.body, object)) continue
      differences.push({ kind, id: object.id, platform: object, mirror: row })
    }
    for (const row of rows.values()) {
      const object = await retrieve(stripe, kind, row.id)
      const isGone = object === undefined || 'deleted' in object
      if (isGone ? row.deleted : !row.deleted && same(row.body, object)) continue
      differences.push({ kind, id: row.id, platform: object, mirror: row })
    }
  }
  return { compared, differences }
}

function listsOf(stripe: Stripe) {
  const limit = { limit: 100 }
  return {
    customers: () => stripe.customers.list(limit),
    products: () => stripe.products.list(limit),
    prices: () => stripe.prices.list(limit),
    payment_methods: () => stripe.paymentMethods.list(limit),
    payment_intents: () => stripe.paymentIntents.list(limit),
    charges: () => stripe.charges.list(limit),
    refunds: () => stripe.refunds.list(limit),
    balance_transactions: () => stripe.balanceTransactions.list(limit),
  }
}

async function retrieve(stripe: Stripe, kind: string, id: string): Promise<object | undefined> {
  try {
    return await stripe.rawRequest('GET', `/v1/${kind}/${id}`)
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404)
      return undefined
    throw error
  }
}

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
