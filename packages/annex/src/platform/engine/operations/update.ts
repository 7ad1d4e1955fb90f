/** POST to an object: fields named are replaced, metadata is merged, emptied fields become null. */
import type { Kind, Kinds } from '../../../catalogue/kinds.js'
import { filled } from '../complete.js'
import { given } from '../given.js'
import { metadataAfter } from '../metadata-after.js'
import { refuseHalf } from '../half-references.js'
import type { Engine } from '../context.js'
import type { Asked } from '../route.js'
import type { UnitOfWork } from '../unit-of-work.js'
import type { Body } from './body.js'
import { load, subjectOf } from './subject.js'

export function update(engine: Engine, kind: Kind, asked: Asked, work: UnitOfWork): Body {
  const before = load(engine, subjectOf(kind, asked), work)
  const behaviour = engine.behaviours.get(kind)
  behaviour?.check?.(asked.params, work, before)
  const changes: Partial<Kinds[Kind]> = {
    ...filled(given(kind, asked.params), behaviour?.blanks),
    ...metadataChange(asked, before),
    ...behaviour?.changes?.(asked.params, before, work),
  }
  refuseHalf(kind, changes)
  return { form: 'object', kind, object: work.update(kind, idOf(before), changes) }
}

function metadataChange({ params }: Asked, before: object): object {
  if (!('metadata' in before)) return {}
  return { metadata: metadataAfter(before.metadata, params.metadata) }
}

export function idOf(object: object): string {
  if ('id' in object && typeof object.id === 'string') return object.id
  throw new TypeError('The object has no id.')
}
