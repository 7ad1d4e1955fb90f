/** Answers written straight to node's response, for what has no need of `Request` and `Response`. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterThisTurn } from '../core/timers.js'

export interface DirectAnswer {
  readonly status: number
  /** Names and values in turn. */
  readonly headers: readonly string[]
  readonly body: string
}

/** Undefined: not of the plain kind, so the usual handler answers. */
export type Direct = (
  incoming: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
) => DirectlyAnswering | undefined

/** Told the whole body, in UTF-8; empty where there is none. */
export type DirectlyAnswering = (body: string) => DirectAnswer | Promise<DirectAnswer>

/** Whether the length of the body, if it has one, was announced: only that was held to the limit. */
export function isOfKnownLength({ method, headers }: IncomingMessage): boolean {
  if (headers['transfer-encoding'] !== undefined) return false
  return method !== 'GET' || headers['content-length'] === undefined
}

/** Told of bugs; the client has had nothing yet. */
type Failed = (error: unknown) => void

export type AnswerDirectly = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answering: DirectlyAnswering,
  failed: Failed,
) => void

/** Characters. Reading a longer answer takes a client longer than waking it takes us: it goes at once. */
const MOST_WAITING = 16 * 1024

/**
 * For one server. What is answered in a turn is written at its end, all in a row: a write that finds
 * its client asleep has to wake it, which takes longer than the answer did, and a client that hears
 * of many is woken once.
 */
export function directAnswers(): AnswerDirectly {
  let waiting: (() => void)[] = []

  function writeAll(): void {
    const writes = waiting
    waiting = []
    for (const write of writes) write()
  }

  return (incoming, outgoing, answering, failed) => {
    const write = (answer: DirectAnswer): void => {
      const send = () => guarded(() => sendTo(outgoing, answer), failed)
      if (answer.body.length > MOST_WAITING) return send()
      if (waiting.length === 0) afterThisTurn(writeAll)
      waiting.push(send)
    }
    whenRead(incoming, (body) => {
      guarded(() => {
        const answer = answering(body)
        if (answer instanceof Promise) answer.then(write).catch(failed)
        else write(answer)
      }, failed)
    })
  }
}

function whenRead(incoming: IncomingMessage, read: (body: string) => void): void {
  if (incoming.headers['content-length'] === undefined) return read('')
  const chunks: Buffer[] = []
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
  // A client that leaves in the middle of its body never gets here, and waits for nothing.
  incoming.on('end', () => read(textOf(chunks)))
}

function guarded(work: () => void, failed: Failed): void {
  try {
    work()
  } catch (error) {
    failed(error)
  }
}

function sendTo(outgoing: ServerResponse, { status, headers, body }: DirectAnswer): void {
  const length = Buffer.byteLength(body)
  outgoing.writeHead(status, [...headers, 'Content-Length', String(length)])
  outgoing.end(body, encodingOf(body, length))
}

/**
 * What is ASCII is the same in all of them, and is copied where UTF-8 would be encoded. Node joins
 * a text to its headers before it writes them, unless that text is in this very encoding: a long
 * one would be copied once more.
 */
function encodingOf(body: string, bytes: number): BufferEncoding {
  if (bytes !== body.length) return 'utf8'
  return bytes > MOST_WAITING ? 'ascii' : 'latin1'
}

function textOf(chunks: readonly Buffer[]): string {
  const [only] = chunks
  return (chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8')
}
