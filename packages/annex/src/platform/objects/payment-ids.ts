/** Ids of one payment's objects share their first characters: `pi_3Rcx…`, `ch_3Rcx…` (api.md 2.1). */
import { randomText } from '../../core/ids.js'
import type { UnitOfWork } from '../engine/unit-of-work.js'

const LENGTH = 24
const SHARED = 17

/** @param first an id of the same payment */
export function siblingId(prefix: string, first: string, work: UnitOfWork): string {
  const shared = first.slice(first.indexOf('_') + 1).slice(0, SHARED)
  return `${prefix}_${shared}${randomText(LENGTH - shared.length, work.random)}`
}
