/** How many processes died with a job in hand, and when that is held against it (J4). */
import { z } from 'zod'

export interface Deaths {
  /** With no other job in the process: nothing else was to blame. */
  alone: number
  /** Others ran beside it, or nobody knows. */
  beside: number
}

/** Three of which at least two were its own alone: the first may have been somebody else's. */
const DEADLY = 3

/** Of any kind, in a row, without getting on once: as many as failed attempts. */
const HOPELESS = 8

const kept = z.object({ deaths: z.object({ alone: z.int(), beside: z.int() }) })

/** @param data of a job whose last attempt ended in silence */
export function deathsOf(data: object): Deaths {
  const read = kept.safeParse(data)
  return read.success ? read.data.deaths : { alone: 0, beside: 1 }
}

export function countOf({ alone, beside }: Deaths): number {
  return alone + beside
}

export function oneMore(deaths: Deaths, company: keyof Deaths): Deaths {
  return { ...deaths, [company]: deaths[company] + 1 }
}

export function withoutDeaths<Data extends object>(data: Data): Data {
  return { ...data, deaths: undefined }
}

/** Whatever the job does, no process survives it. */
export class DeadlyJob extends Error {}

/** @throws DeadlyJob when it must not be begun again */
export function refuseDeadly(deaths: Deaths): void {
  const { alone, beside } = deaths
  if (alone + Math.min(beside, 1) < DEADLY && countOf(deaths) < HOPELESS) return
  throw new DeadlyJob(
    `${countOf(deaths)} processes died with this job in hand, ${alone} of them while it ran alone.`,
  )
}
