/** POST of a new object: what its kind is when nothing is said, then what was said. */
import { kind as entryOf } from '../../../catalogue/catalogue.js'
import type { Kind, Kinds } from '../../../catalogue/kinds.js'
import { complete } from '../complete.js'
import type { Engine } from '../context.js'
import { given } from '../given.js'
import { refuseHalf } from '../half-references.js'
import { metadataAfter } from '../metadata-after.js'
import { alreadyExists } from '../refusals/objects.js'
import { blankFields } from '../shape.js'
import type { Asked } from '../route.js'
import type { UnitOfWork } from '../unit-of-work.js'
import type { Body } from './body.js'
import { parentFields } from './parent.js'

export function create(engine: Engine, kind: Kind, asked: Asked, work: UnitOfWork): Body {
  const behaviour = engine.behaviours.get(kind)
  const parent = parentFields(engine, kind, asked, work)
  behaviour?.check?.(asked.params, work)
  const id = idFor(kind, asked, work)
  const defaults = behaviour?.defaults?.(asked.params, work) ?? {}
  const said = {
    ...blankFields(entryOf(kind).fields, defaults),
    ...ownFields(kind, asked, work),
    ...given(kind, asked.params),
    ...parent,
    ...(id === undefined ? {} : { id }),
    object: kind,
    ...defaults,
  }
  const { params } = asked
  const { parameters } = asked.operation
  const unfinished = { kind, params, parameters, object: said, blanks: behaviour?.blanks }
  const whole = complete(unfinished, work)
  refuseHalf(kind, whole)
  // What has no id is answered and gone: `account_link`.
  if (id === undefined) return { form: 'object', kind, object: whole }
  const kept = work.insert(kind, whole as unknown as Kinds[Kind])
  const after = behaviour?.afterCreate?.(kept, asked.params, work) ?? kept
  return { form: 'object', kind, object: after }
}

/** The id the caller chose, where the kind lets them, or a new one; undefined where it has none. */
function idFor(kind: Kind, asked: Asked, work: UnitOfWork): string | undefined {
  if (!entryOf(kind).fields.has('id')) return undefined
  const { id } = asked.params
  if (typeof id !== 'string' || id === '') return work.newId(kind)
  if (work.find(kind, id) !== undefined) throw alreadyExists(nounOf(kind))
  return id
}

function ownFields(kind: Kind, { params }: Asked, work: UnitOfWork): object {
  const { fields } = entryOf(kind)
  const { livemode, application } = work.caller
  const metadata = metadataAfter({}, params.metadata)
  const all = { created: work.now, livemode, application, metadata }
  return Object.fromEntries(Object.entries(all).filter(([name]) => fields.has(name)))
}

function nounOf(kind: Kind): string {
  const words = kind.split(/[._]/).join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
