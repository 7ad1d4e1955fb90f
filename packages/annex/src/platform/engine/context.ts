/** What the engine is built from; `app.ts` puts it together once. */
import type { Kind } from '../../catalogue/kinds.js'
import { countFrom } from '../../core/ids.js'
import type { Log } from '../../core/log.js'
import type { Outside } from '../../core/outside.js'
import type { KeyRing } from '../../core/seal.js'
import { keyedHash } from '../../core/secret.js'
import type { RequestLog } from '../store/requests.js'
import type { Store } from '../store/store.js'
import type { Legacy } from './legacy.js'
import type { SearchFields } from './search/fields.js'
import type { TestTime } from './announce.js'
import type { Asked, Route } from './route.js'
import type { Caller, UnitOfWork } from './unit-of-work.js'
import type { Behaviour, DueTask, Operation, Reaction } from './behaviour.js'
import type { SubjectOf } from './narrow.js'
import type { Pace } from './pace.js'
import { rememberParsed, type Parsed } from './parsed.js'
import { createRunning, type Running } from './running.js'
import type { Versions } from './version.js'

export interface Engine {
  readonly store: Store
  readonly outside: Outside
  readonly log: Log
  /** Seals kept answers: some show a secret that is shown once. */
  readonly keyRing: KeyRing
  /** A number for each id, so that ids of one moment differ. */
  readonly count: () => number
  /** What an API key or access token is kept under. */
  readonly hashOf: (credential: string) => string
  /** Where people reach this platform, without a slash at the end; known once it listens. */
  readonly baseUrl: () => string
  readonly requests: RequestLog
  /** What units have read from the store. */
  readonly parsed: Parsed
  /** What a second request with the same key has to wait for. */
  readonly running: Running
  /** Undefined: nobody is too fast. */
  readonly pace?: Pace | undefined
  /** How versions other than the newest read and write. */
  readonly versions: Versions
  /**
   * Unix seconds; what happened earlier announces nothing. For histories: events can be listed for
   * thirty days only, so older ones would be kept for nobody.
   */
  readonly eventsFrom?: number
  readonly behaviours: ReadonlyMap<Kind, Behaviour>
  /** Operations a kind carries out in its own way, by `GET /v1/balance`. */
  readonly operations: ReadonlyMap<string, { kind: Kind; operation: Operation }>
  /** What keys that open one object may do, by `GET /v1/customers/{id}`. */
  readonly opens: ReadonlyMap<string, SubjectOf>
  /** By the type of event they react to. */
  readonly reactions: ReadonlyMap<string, readonly Reaction[]>
  readonly tasks: ReadonlyMap<string, DueTask>
  readonly timeOf: TimeOf
  /** As whom a request is carried out: a path may act on another account than the key's own. */
  readonly actsOn: (caller: Caller, route: Route) => Caller
  readonly searchable: ReadonlyMap<Kind, SearchFields>
  readonly legacy: Legacy
}

/** In whose time a request's changes happen: that of the test clock its objects live on, if they do. */
export type TimeOf = (
  asked: { readonly kind: Kind | undefined } & Pick<Asked, 'path' | 'params'>,
  work: UnitOfWork,
) => TestTime | undefined

/** What the resources of the house add, as `objects/` lists them. */
export interface Resources {
  readonly behaviours: readonly Behaviour[]
  readonly reactions: readonly Reaction[]
  readonly tasks: Readonly<Record<string, DueTask>>
  readonly timeOf: TimeOf
  readonly actsOn: Engine['actsOn']
  /** Older names of operations. */
  readonly legacy: Legacy
  /** What searches of a kind know. */
  readonly searchable: ReadonlyMap<Kind, SearchFields>
}

export function createEngine(
  parts: Omit<
    Engine,
    keyof Resources | 'operations' | 'opens' | 'running' | 'hashOf' | 'count' | 'parsed'
  > & {
    hashKey: Uint8Array
  },
  resources: Resources,
): Engine {
  return {
    ...parts,
    count: countFrom(parts.outside.random),
    running: createRunning(),
    hashOf: rememberedHash(parts.hashKey),
    parsed: rememberParsed(),
    behaviours: new Map(resources.behaviours.map((behaviour) => [behaviour.kind, behaviour])),
    operations: new Map(resources.behaviours.flatMap(operationsOf)),
    opens: new Map(resources.behaviours.flatMap(({ opens = {} }) => Object.entries(opens))),
    reactions: Map.groupBy(resources.reactions, (reaction) => reaction.to),
    actsOn: resources.actsOn,
    searchable: resources.searchable,
    timeOf: resources.timeOf,
    legacy: resources.legacy,
    tasks: new Map(Object.entries(resources.tasks)),
  }
}

function operationsOf({
  kind,
  operations,
}: Behaviour): [string, { kind: Kind; operation: Operation }][] {
  return Object.entries(operations ?? {}).map(([name, operation]) => [name, { kind, operation }])
}

const REMEMBERED_HASHES = 1000

/** The same few credentials come again and again, and hashing one takes longer than finding it. */
function rememberedHash(hashKey: Uint8Array): (credential: string) => string {
  const hashes = new Map<string, string>()
  return (credential) => {
    const known = hashes.get(credential)
    if (known !== undefined) return known
    const hash = keyedHash(credential, hashKey)
    if (hashes.size >= REMEMBERED_HASHES) hashes.clear()
    hashes.set(credential, hash)
    return hash
  }
}
