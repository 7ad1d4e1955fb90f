/** The one object of its kind, of an account or of another object: there from the start. */
import { kind as entryOf } from '../../../catalogue/catalogue.js'
import type { Kind, Kinds } from '../../../catalogue/kinds.js'
import { layOutListed } from '../../../core/layout.js'
import { insertObject } from '../../store/objects.js'
import { complete, filled } from '../complete.js'
import type { Engine } from '../context.js'
import type { Asked } from '../route.js'
import { settingsAfter } from '../settings.js'
import { blank } from '../shape.js'
import type { UnitOfWork } from '../unit-of-work.js'
import type { Body } from './body.js'
import { parentOf, type Parent } from './parent.js'

/** What it is kept under where it belongs to the account itself. */
const OF_ACCOUNT = 'self'

export function singleton(engine: Engine, kind: Kind, asked: Asked, work: UnitOfWork): Body {
  const parent = parentOf(engine, kind, asked, work)
  const key = parent?.id ?? OF_ACCOUNT
  const there = work.find(kind, key)
  if (asked.operation.action === 'retrieve') {
    const object = there ?? untouched(engine, kind, { asked, parent }, work)
    return { form: 'object', kind, object }
  }
  if (there === undefined) keep(engine, kind, { key, asked, parent }, work)
  const before = work.get(kind, key)
  const behaviour = engine.behaviours.get(kind)
  behaviour?.check?.(asked.params, work, before)
  const changes: Partial<Kinds[Kind]> = {
    ...filled(settingsAfter(kind, before, asked.params), behaviour?.blanks),
    ...behaviour?.changes?.(asked.params, before, work),
  }
  return { form: 'object', kind, object: work.update(kind, key, changes) }
}

interface About {
  readonly asked: Asked
  readonly parent: Parent | undefined
}

function untouched(engine: Engine, kind: Kind, { asked, parent }: About, work: UnitOfWork): object {
  const { fields } = entryOf(kind)
  const own = fields.has('livemode') ? { livemode: work.caller.livemode } : {}
  const object = {
    ...blank(kind),
    ...own,
    ...(parent?.field === undefined ? {} : { [parent.field]: parent.id }),
    object: kind,
  }
  const { blanks } = engine.behaviours.get(kind) ?? {}
  const { parameters } = asked.operation
  return complete({ kind, object, params: {}, parameters, blanks }, work)
}

function keep(
  engine: Engine,
  kind: Kind,
  { key, ...about }: About & { key: string },
  work: UnitOfWork,
): void {
  const { account, livemode } = work.caller
  const body = layOutListed(untouched(engine, kind, about, work))
  const row = { id: key, created: work.now, body, keys: {} }
  insertObject(engine.store, { account, livemode, kind }, row)
}
