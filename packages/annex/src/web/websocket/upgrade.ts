/** From node's upgrade event to an open WebSocket. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Timers } from '../../core/timers.js'
import { openConnection, type Connection, type Listener } from './connection.js'
import { acceptance, handshakeProblem, refusalText, type HandshakeRefusal } from './handshake.js'

/** What decides about a request for a WebSocket. */
export type Upgrade = (incoming: IncomingMessage) => Accepted | HandshakeRefusal

export interface Accepted {
  /** The subprotocol both speak; it is only named when the client offers it. */
  readonly protocol: string
  /** Called once it is open. */
  readonly open: (connection: Connection) => Listener
}

export function upgraded(
  { incoming, socket, head }: { incoming: IncomingMessage; socket: Duplex; head: Buffer },
  upgrade: Upgrade | undefined,
  timers: Timers,
): Connection | undefined {
  const decided = handshakeProblem(incoming) ?? upgrade?.(incoming) ?? NOWHERE
  if (!('open' in decided)) {
    socket.on('error', () => socket.destroy())
    socket.end(refusalText(decided))
    return undefined
  }
  const { 'sec-websocket-key': key = '', 'sec-websocket-protocol': offered = '' } = incoming.headers
  const speaks = offered.split(',').some((one) => one.trim() === decided.protocol)
  socket.write(acceptance(key, speaks ? decided.protocol : undefined))
  // What came right behind the request is read as the first of the stream.
  if (head.length > 0) socket.unshift(head)
  return openConnection(socket, decided.open, timers)
}

const NOWHERE: HandshakeRefusal = {
  status: 404,
  body: JSON.stringify({ error: { message: 'There is no WebSocket here.' } }),
}
