/** What an event says in a few words: its object, and the fields that changed. */
import type Stripe from 'stripe'
import { fieldsOf } from '../change.js'

export interface EventBody {
  object: Readonly<Record<string, unknown>>
  previous: Readonly<Record<string, unknown>>
  requestId: string | undefined
  idempotencyKey: string | undefined
  whole: unknown
}

/** The kept JSON of an event, opened. */
export function openEvent(body: string): EventBody {
  const whole: Stripe.Event = JSON.parse(body)
  const data = fieldsOf(whole.data)
  return {
    whole,
    object: fieldsOf(data.object),
    previous: fieldsOf(data.previous_attributes),
    requestId: whole.request?.id ?? undefined,
    idempotencyKey: whole.request?.idempotency_key ?? undefined,
  }
}

/** One field before and after, as short JSON. */
export interface ChangedField {
  field: string
  before: string
  after: string
}

export function changedFields({ object, previous }: EventBody): ChangedField[] {
  return Object.entries(previous).map(([field, before]) => ({
    field,
    before: short(before),
    after: short(object[field]),
  }))
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent'
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
