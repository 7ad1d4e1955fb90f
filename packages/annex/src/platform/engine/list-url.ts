/** Where a list of what belongs to one object can be asked for. */
import { operations } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'

const known = new Map<Kind, string>()

/** `/v1/charges/ch_1/refunds`, whether or not that list can be asked for by itself. */
export function listUrl(kind: Kind, id: string, field: string): string {
  const template = known.get(kind) ?? templateOf(kind)
  known.set(kind, template)
  return `${template.replace(/\{\w+\}/, id)}/${field}`
}

function templateOf(kind: Kind): string {
  const retrieve = operations().find((one) => one.action === 'retrieve' && one.kinds[0] === kind)
  return retrieve?.path ?? `/v1/${kind}s/{id}`
}
