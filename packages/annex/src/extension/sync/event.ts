/** An event of Stripe, as far as every one of them has the same shape. */
import { createHash } from 'node:crypto'
import { z } from 'zod'

const event = z.looseObject({
  id: z.string().min(1).max(255),
  object: z.literal('event'),
  type: z.string().min(1).max(255),
  created: z.int().nonnegative(),
  livemode: z.boolean(),
  account: z.string().max(255).optional(),
  api_version: z.string().nullish(),
  data: z.looseObject({ object: z.looseObject({}) }),
})

export type StripeEvent = z.infer<typeof event>

/** @returns undefined when it is no event (W5) */
export function readEvent(value: unknown): StripeEvent | undefined {
  const read = event.safeParse(value)
  return read.success ? read.data : undefined
}

/**
 * Of what the event says. Deliveries of one event differ in what surrounds it (`pending_webhooks`),
 * and the events list may render it in another version than the endpoint, so that is part of it.
 */
export function hashOf({ type, api_version, data }: StripeEvent): string {
  const said = stable({ type, data: data.object })
  return `${api_version ?? ''}:${createHash('sha256').update(said).digest('base64url')}`
}

/** JSON with the fields of every object in one order. */
function stable(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`
  const fields = Object.entries(value).sort(byName)
  return `{${fields.map(([name, item]) => `${JSON.stringify(name)}:${stable(item)}`).join()}}`
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}

/** Whether two hashes are of the same rendering and yet of different content (W10). */
export function contradicts(hash: string, kept: string): boolean {
  return hash !== kept && hash.split(':')[0] === kept.split(':')[0]
}

/** The id of what the event speaks of, where that has one. */
export function objectIdOf({ data }: StripeEvent): string | undefined {
  const { id } = data.object
  return typeof id === 'string' && id !== '' ? id : undefined
}
