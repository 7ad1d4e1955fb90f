/** Kinds that do nothing by themselves: kept and returned, or honestly refused. */
import { isKind } from '../../../catalogue/catalogue.js'
import type { Behaviour } from '../../engine/behaviour.js'
import { kept } from './kept.js'
import { lists } from './lists.js'
import { refused } from './refused.js'

/** Listed before the kinds that do something, whose own word counts. */
export const plain: readonly Behaviour[] = [
  ...new Set([kept, refused, lists].flatMap((table) => Object.keys(table).filter(isKind))),
].map((kind) => ({
  kind,
  blanks: kept[kind] ?? {},
  notCarriedOut: refused[kind] ?? {},
  filters: lists[kind] ?? {},
}))
