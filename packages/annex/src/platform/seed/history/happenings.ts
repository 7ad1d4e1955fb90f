/** What a story is made of: things that happen at moments, in any order until they are sorted. */
import type { Random } from '../../../core/random.js'
import type { Shop } from './shop.js'

export interface Happening {
  /** Unix seconds. */
  readonly at: number
  /** May lead to more, at the same time or later: what it returns is fitted in. */
  run(shop: Shop): readonly Happening[] | void
}

/** When a story plays: it ends now, and began `months` before. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly months: number
  /** For the plot; the shop's ids come from elsewhere, so that plot and ids change separately. */
  readonly random: Random
}

export type Story = (span: Span) => Happening[]

/** Runs happenings in order of time; those they lead to are fitted in, those after `end` dropped. */
export function play(
  story: readonly Happening[],
  { end, shop, liveUntil }: { end: number; shop: Shop; liveUntil: (at: number) => void },
): void {
  const ahead = story.filter(({ at }) => at <= end).sort((a, b) => b.at - a.at)
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    liveUntil(next.at)
    for (const more of next.run(shop) ?? []) if (more.at <= end) fitIn(more, ahead)
  }
  liveUntil(end)
}

// `ahead` is sorted backwards, so that the next is taken from its end.
function fitIn(happening: Happening, ahead: Happening[]): void {
  let [low, high] = [0, ahead.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ahead[middle]?.at ?? 0) > happening.at) low = middle + 1
    else high = middle
  }
  ahead.splice(low, 0, happening)
}
