/** The few things a resource may add to what the catalogue already says about it. */
import type { Kind, Kinds } from '../../catalogue/kinds.js'
import type { Filter } from '../store/object-list.js'
import type { Lifecycle } from './lifecycle.js'
import type { SubjectOf } from './narrow.js'
import type { UnitOfWork } from './unit-of-work.js'

/** Parameters after the catalogue's check: known names, right types, numbers as numbers. */
export type Params = Readonly<Record<string, unknown>>

/**
 * What one kind does beyond being kept. Method syntax, and `object` for parameters, on purpose: it
 * lets a verb declare the type the official package gives them (`Stripe.PaymentIntentCaptureParams`),
 * whose shape the catalogue has checked by then. The engine hands over `Params`.
 */
export interface Behaviour<K extends Kind = Kind> {
  readonly kind: K
  readonly lifecycle?: Lifecycle<Kinds[K]>
  /** What fields of a new object hold when nobody says, by dotted path: `{ status: 'active' }`. */
  readonly blanks?: Readonly<Record<string, unknown>>
  /**
   * Operations that are known and not carried out, by action (`create`) or whole
   * (`POST /v1/invoices`). The value ends the sentence that refuses them.
   */
  readonly notCarriedOut?: Readonly<Record<string, string>>
  /** Fields of a new object that its parameters don't give as they are. Runs after `check`. */
  defaults?(params: object, work: UnitOfWork): Partial<Kinds[K]>
  /** Refuses parameters that only make sense together; `before` is there on update. */
  check?(params: object, work: UnitOfWork, before?: Kinds[K]): void
  /**
   * The object behind an id in a path that nobody created; asked when the store has none. Every
   * use of `pm_card_visa` is a new card.
   */
  standsFor?(id: string, work: UnitOfWork): Kinds[K] | undefined
  /** What follows a creation in the same unit, e.g. `confirm: true`. Returns the object as it is then. */
  afterCreate?(object: Kinds[K], params: object, work: UnitOfWork): Kinds[K]
  /** Fields an update changes, where they aren't the parameters of the same name. */
  changes?(params: object, before: Kinds[K], work: UnitOfWork): Partial<Kinds[K]>
  /** By the last segment of the path: `confirm`, `capture`, `attach`. The lifecycle is asked first. */
  readonly verbs?: Readonly<Record<string, Verb<Kinds[K]>>>
  /**
   * List parameters that don't name a field: what each one asks of the kept objects. Called with
   * undefined when left out, so that a list may have a default (`status` of subscriptions).
   */
  readonly filters?: Readonly<
    Record<string, (value: unknown, work: UnitOfWork) => readonly Filter[]>
  >
  /** Parameters that may name an object of another account, so that it isn't looked for in this one. */
  readonly elsewhere?: readonly string[]
  /** What a publishable key may do: `POST /v1/payment_methods`. With an id, `client_secret` is asked. */
  readonly publishable?: readonly string[]
  /** What keys that open one object may do, by whole operation, and whose each request is. */
  readonly opens?: Readonly<Record<string, SubjectOf>>
  /** Once loaded, the object goes into every refusal of the request, under the kind's name. */
  readonly shownInRefusals?: boolean
  /** Fields that are computed when the object is shown, never stored. */
  read?(object: Kinds[K], work: UnitOfWork): Kinds[K]
  /** The value of a field that answers leave out until it is expanded; lists of children need none. */
  include?(object: Kinds[K], field: string, work: UnitOfWork): unknown
  /** Runs before a deletion: refuses it, or does what must go with it. */
  beforeRemove?(object: Kinds[K], work: UnitOfWork): void
  /** Whole operations that are neither create, read, list nor verb, by `GET /v1/balance`. */
  readonly operations?: Readonly<Record<string, Operation>>
}

/** One verb: changes the object through `work` and returns it as it is afterwards. */
export type Verb<T> = {
  run(object: T, params: object, work: UnitOfWork): T
}['run']

/** One operation of its own: path parameters by name, and the answer's body. */
export type Operation = {
  run(path: Readonly<Record<string, string>>, params: object, work: UnitOfWork): unknown
}['run']

/** Something that falls due by itself: `work.later(at, 'settle_charge', charge.id)`. */
export type DueTask = (id: string, work: UnitOfWork) => void

/** News travelling back up: what a higher object does when a lower one announces something. */
export interface Reaction {
  readonly to: string
  run(object: { id: string }, work: UnitOfWork): void
}
