/** Reads, changes and events that commit together: what a verb is given to work with. */
import type { EventType, Kind, Kinds } from '../../catalogue/kinds.js'
import type { Random } from '../../core/random.js'
import type { Funds } from '../store/funds.js'
import type { UsageBook } from '../store/usage.js'

/** Whose objects, and in which mode. Nothing crosses either line. */
export interface Scope {
  readonly account: string
  readonly livemode: boolean
}

/** Who asks, once known. */
export interface Caller extends Scope {
  /** `ca_…` when an application acts on a connected account; such objects carry it. */
  readonly application: string | null
  /** What that application was granted; an account acting for itself may do all. */
  readonly access: 'read_only' | 'read_write'
  /** How the credential looks in messages: `sk_test_*****wxyz`. */
  readonly maskedKey: string
}

/** Fields that are compared with `=` in a list: `{ customer: 'cus_9' }`. */
export type Where = Readonly<Record<string, string | number | boolean | null>>

export interface Deleted<K extends Kind> {
  id: string
  object: K
  deleted: true
}

/**
 * Everything a verb may do to the world. It is synchronous, since SQLite is, and all of it commits
 * or none does: the objects, the events announcing them, what falls due, and the stored answer.
 */
export interface UnitOfWork {
  readonly caller: Caller
  /** Unix seconds, the same for the whole unit; a test clock's, where the unit is in its time. */
  readonly now: number
  readonly random: Random
  /** Nobody hears of what happens now: history is being written. Events are not recorded. */
  readonly quiet: boolean
  /** Where people reach this platform, without a slash at the end: receipts, 3-D Secure pages. */
  readonly baseUrl: string

  /** The `Stripe-Version` that was asked for. */
  readonly version: string | undefined

  /** A new id with the prefix of the kind (`api.md` 2.2). */
  newId(kind: Kind): string
  /** The object, or undefined when absent, deleted or somebody else's. */
  find<K extends Kind>(kind: K, id: string): Kinds[K] | undefined
  /** The object; refuses with `resource_missing`. `param` names the parameter that held the id. */
  get<K extends Kind>(kind: K, id: string, param?: string): Kinds[K]
  /** Newest first; for the few places where one object needs its siblings. */
  list<K extends Kind>(kind: K, where: Where): Kinds[K][]

  /** Keeps a new object and announces it as its lifecycle says. */
  insert<K extends Kind>(kind: K, object: Kinds[K]): Kinds[K]
  /**
   * Changes the fields named (whole values, no deep merge) and announces the change as its
   * lifecycle says, with `previous_attributes`. Changing nothing announces nothing.
   */
  update<K extends Kind>(kind: K, id: string, changes: Partial<Kinds[K]>): Kinds[K]
  /** Deletes, announcing `<kind>.deleted` where there is such an event. */
  remove<K extends Kind>(kind: K, id: string): Deleted<K>
  /**
   * Announces something no field shows (`charge.dispute.funds_withdrawn`), or about an object that
   * isn't kept (`balance.available`): `object` is what the event shows, `previous` what of it was
   * otherwise before. Rare: prefer a table.
   */
  announce(type: EventType, object: Kinds[Kind], previous?: object): void

  /**
   * What belongs to an object and isn't shown with it; nothing, when nothing was set. `T` is what
   * the one place that sets it puts there.
   */
  aside<T extends object>(id: string): Partial<T>
  /** Changes the fields named, and keeps the others. */
  setAside<T extends object>(id: string, changes: Partial<T>): void

  /** Encrypts what has to be read again and must not lie open in the store, for `purpose` alone. */
  seal(plain: string, purpose: string): string
  /** Opens it; a bug where it was sealed for another purpose. */
  unseal(sealed: string, purpose: string): string

  /** Lets `secret` in, for the object `opens` alone, until `expires_at` or until it is withdrawn. */
  giveKey(key: { id: string; secret: string; opens: string; expires_at: number }): void
  withdrawKey(id: string): void

  /** Adds to the sums that the account's balance is made of. */
  addFunds(funds: Funds): void
  /** Those sums: some rows for each currency, however much has moved. */
  funds(): Funds[]
  /** What was used: kept apart from objects, since it comes by the thousand and is only ever added up. */
  readonly usage: UsageBook

  /** The client id of the account's own application in this mode, when it has one. */
  ownApplication(): string | undefined
  /** The account that owns an application, by its client id. */
  ownerOf(application: string): string | undefined
  /** Whether some endpoint, the account's or of an application it let in, names this type of event. */
  isAskedFor(type: EventType): boolean
  /** Whether the account's own application is connected to `account`. */
  isConnectedTo(account: string): boolean

  /**
   * Runs the due task `task` (see `time/`) on object `id` once the clock reaches `at`; at once, in a
   * unit of its own, where that is in the past: what follows from this unit cannot come before it.
   */
  later(at: number, task: string, id: string): void
  /**
   * Answers with `refusal` although everything done stays done: a declined card answers 402 and
   * still leaves its failed charge and its events behind. A thrown refusal would take them along.
   */
  answerWith(refusal: Error): void
  /**
   * Lets `story` happen at `at` (Unix seconds) in a unit of its own, takes all of it back, and gives
   * what it returned: how an invoice would turn out.
   */
  rehearse<T>(at: number, story: (work: UnitOfWork) => T): T
  /** The same unit, in the time of a test clock: what it makes due waits for that clock. */
  onClock(time: { readonly id: string; readonly now: number }): UnitOfWork
  /** Carries out what falls due on a test clock up to `upTo`, in order, each in its own time. */
  runClock(clock: string, upTo: number): void
  /** Forgets what was to happen on a test clock. */
  stopClock(clock: string): void
  /** The same unit for another account: destination charges, an application's fee. */
  on(scope: Scope): UnitOfWork
}
