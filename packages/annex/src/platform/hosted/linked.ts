/** What a payer's link leads to: who has the address with the secret in it may see and use it. */
import type { Kind, Kinds } from '../../catalogue/kinds.js'
import { sameText } from '../../core/secret.js'
import type { Engine } from '../engine/context.js'
import { openNow } from '../engine/unit.js'
import type { Caller, UnitOfWork } from '../engine/unit-of-work.js'
import { findOwner } from '../store/objects.js'

export interface Linked<K extends Kind> {
  readonly object: Kinds[K]
  /** As the account that owns it. */
  readonly caller: Caller
  /** For reading; in the time of the test clock that the object lives on, if it does. */
  readonly work: UnitOfWork
}

/** An address, and the object it was made for. */
export interface Link<K extends Kind> {
  readonly kind: K
  readonly id: string
  readonly secret: string
  /** The field of the object that holds its address, whose last part is the secret. */
  addressOf(object: Kinds[K]): string | null | undefined
}

/** Undefined when there is no such object, or the secret isn't the one in its address. */
export function findLinked<K extends Kind>(engine: Engine, link: Link<K>): Linked<K> | undefined {
  const owner = findOwner(engine.store, link.kind, link.id)
  if (!owner) return undefined
  const caller = { ...owner, application: null, access: 'read_write', maskedKey: '' } as const
  const work = openNow(engine, caller)
  const object = work.find(link.kind, link.id)
  if (!object || !isSame(link.secret, secretIn(link.addressOf(object)))) return undefined
  return { object, caller, work: inItsTime(object, work) }
}

function secretIn(address: string | null | undefined): string {
  return address?.slice(address.lastIndexOf('/') + 1) ?? ''
}

function isSame(given: string, secret: string): boolean {
  return secret !== '' && sameText(given, secret)
}

/** Its own clock, or that of the customer it belongs to. */
function inItsTime(object: object, work: UnitOfWork): UnitOfWork {
  const customer: unknown = Reflect.get(object, 'customer')
  const owner = typeof customer === 'string' ? work.find('customer', customer) : undefined
  const id: unknown = Reflect.get(object, 'test_clock') ?? owner?.test_clock
  const clock = typeof id === 'string' ? work.find('test_helpers.test_clock', id) : undefined
  return clock ? work.onClock({ id: clock.id, now: clock.frozen_time }) : work
}
