/** Reading the values of flags and settings; a wrong one is refused by the name it was given under. */
import { momentOf } from '../core/moments.js'
import { Failure } from './failure.js'

/** A value and where it was found. */
export interface Found {
  text: string
  from: string
}

/** 0 to 65535; 0 picks a free one. */
export function portOf(found: Found): number {
  const port = Number(found.text)
  if (/^\d{1,5}$/.test(found.text) && port < 65_536) return port
  throw wrong(found, 'must be a port: 0 to 65535, 0 picks a free one')
}

/** Unix seconds of an ISO 8601 time. */
export function timeOf(found: Found): number {
  const at = momentOf(found.text)
  if (at !== undefined) return at
  throw wrong(found, 'must be an ISO 8601 time, such as 2026-01-31T12:00:00Z')
}

const LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']

export function levelOf(found: Found): string {
  if (LEVELS.includes(found.text)) return found.text
  throw wrong(found, `must be one of ${LEVELS.join(', ')}`)
}

function wrong({ text, from }: Found, must: string): Failure {
  return new Failure(`${from} ${must}; it is '${text}'.`, from.startsWith('--') ? 2 : 78)
}
