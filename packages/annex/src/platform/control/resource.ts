/** A resource of the control port: what it answers to each method it knows. */
import type { PlatformParts } from '../app.js'

/** Fields nobody has looked at yet. */
export type ControlBody = Readonly<Record<string, unknown>>

export interface ControlAnswer {
  /** 200 when left out. */
  readonly status?: number
  readonly body: object
}

export type ControlMethod = (
  parts: Pick<PlatformParts, 'clock' | 'log' | 'outside' | 'production' | 'trouble'>,
  body: ControlBody,
) => ControlAnswer | Promise<ControlAnswer>

export interface ControlResource {
  /** `/clock` */
  readonly path: string
  /** By `GET`, `POST`, … */
  readonly methods: Readonly<Record<string, ControlMethod>>
}
