/** A page of a list that isn't kept as one: few objects, cut where the parameters say. */
import { resourceMissing } from '../engine/refusals/objects.js'

export interface PageParams {
  readonly limit?: number
  readonly starting_after?: string
  readonly ending_before?: string
}

export interface Listed<T> {
  object: 'list'
  data: T[]
  has_more: boolean
  url: string
}

const USUAL_LIMIT = 10

/** @param all the whole list, as it is shown; `noun` is what a wrong cursor is told it isn't */
export function pageOf<T extends { readonly id: string }>(
  all: readonly T[],
  { limit = USUAL_LIMIT, starting_after, ending_before }: PageParams,
  { url, noun }: { readonly url: string; readonly noun: string },
): Listed<T> {
  const from = starting_after ? placeOf(starting_after, 'starting_after') + 1 : 0
  const to = ending_before ? placeOf(ending_before, 'ending_before') : all.length
  const rest = all.slice(from, to)
  const data = ending_before ? rest.slice(-limit) : rest.slice(0, limit)
  return { object: 'list', data, has_more: rest.length > data.length, url }

  function placeOf(id: string, param: string): number {
    const place = all.findIndex((one) => one.id === id)
    if (place === -1) throw resourceMissing({ noun, id, param, inPath: false })
    return place
  }
}
