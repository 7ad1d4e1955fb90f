/** One JSON line per request, job and delivery, on standard error (reliability K6). */
import { pino, destination, stdSerializers, type DestinationStream, type Logger } from 'pino'
import { afterThisTurn } from './timers.js'

export type Log = Logger

/** Fields that would carry somebody's secret if a careless line included them. */
const MASKED: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'code',
  'access_token',
  'refresh_token',
  'client_secret',
  'api_key',
])

/** @param level pino's level words, or `silent` */
export function createLog(
  level: string,
  name: string,
  stream: DestinationStream = inTurns(destination({ dest: 2, sync: true })),
): Log {
  // pino's own way of masking takes ten times as long as writing the line.
  const serializers = { err: (error: Error) => masked(stdSerializers.err(error)) }
  return pino({ level, name, serializers, formatters: { log: maskedTwice } }, stream)
}

type Fields = Record<string, unknown>

/** What a line says itself, and one step further in; errors have their serializer. */
function maskedTwice(fields: Fields): Fields {
  return mapped(masked(fields), (value) => {
    return isHash(value) && !(value instanceof Error) ? masked(value) : value
  })
}

function masked(fields: Fields): Fields {
  return mapped(fields, (value, name) => {
    return value !== undefined && MASKED.has(name) ? '[masked]' : value
  })
}

/** The same fields where nothing changes, as with nearly every line. */
function mapped(fields: Fields, map: (value: unknown, name: string) => unknown): Fields {
  let copy: Fields | undefined
  for (const name of Object.keys(fields)) {
    const value = map(fields[name], name)
    if (value !== fields[name]) (copy ??= { ...fields })[name] = value
  }
  return copy ?? fields
}

function isHash(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Lines of one turn are written together: under load a write for each costs as much as a read. */
function inTurns(out: DestinationStream): DestinationStream {
  let waiting = ''

  function write(): void {
    process.off('exit', write)
    const lines = waiting
    waiting = ''
    if (lines !== '') out.write(lines)
  }

  return {
    write(line) {
      if (waiting === '') {
        afterThisTurn(write)
        process.once('exit', write)
      }
      waiting += line
    },
  }
}
