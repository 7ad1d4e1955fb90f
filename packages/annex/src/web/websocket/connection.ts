/** One open WebSocket, the server's side: text in both directions, pings answered, an end with a reason. */
import type { Duplex } from 'node:stream'
import type { Timers } from '../../core/timers.js'
import { FrameError, frameReader, OPCODE, writeFrame, type Frame } from './frames.js'
import { messageReader } from './messages.js'

export interface Connection {
  /** Gives up on a client that takes nothing off the wire any more. */
  send(text: string): void
  /** @param reason at most 123 bytes */
  close(code: number, reason: string): void
}

export interface Listener {
  text(message: string): void
  /** Once, however it ended. */
  closed(): void
}

const MAX_MESSAGE_BYTES = 1024 * 1024
/** What may wait to be sent. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024
/** Clients ping every few seconds; one that is silent for so long is gone. */
const SILENCE_MS = 60_000
/** How long the other side may take to answer a close. */
const GOODBYE_MS = 2000

/** @param open is given the connection and says who listens to it */
export function openConnection(
  socket: Duplex,
  open: (connection: Connection) => Listener,
  timers: Timers,
): Connection {
  const readFrames = frameReader(MAX_MESSAGE_BYTES)
  const readMessage = messageReader(MAX_MESSAGE_BYTES)
  let isClosing = false
  let alarm = timers.after(SILENCE_MS, () => socket.destroy())

  function write(opcode: number, payload: Buffer): void {
    if (!socket.writable) return
    socket.write(writeFrame(opcode, payload))
    if (socket.writableLength > MAX_WAITING_BYTES) socket.destroy()
  }

  function close(code: number, reason: string): void {
    if (isClosing) return
    isClosing = true
    const payload = Buffer.alloc(2)
    payload.writeUInt16BE(code)
    write(OPCODE.close, Buffer.concat([payload, Buffer.from(reason)]))
    socket.end()
    timers.after(GOODBYE_MS, () => socket.destroy())
  }

  function take(frame: Frame): void {
    if (frame.opcode === OPCODE.ping) return write(OPCODE.pong, frame.payload)
    if (frame.opcode === OPCODE.pong) return
    if (frame.opcode === OPCODE.close) return close(codeIn(frame.payload), '')
    const message = readMessage(frame)
    if (message !== undefined) listener.text(message)
  }

  function heard(bytes: Buffer): void {
    alarm.cancel()
    alarm = timers.after(SILENCE_MS, () => socket.destroy())
    if (isClosing) return
    try {
      for (const frame of readFrames(bytes)) if (!isClosing) take(frame)
    } catch (error) {
      if (!(error instanceof FrameError)) throw error
      close(error.code, error.message)
    }
  }

  const connection = { send: (text: string) => write(OPCODE.text, Buffer.from(text)), close }
  const listener = open(connection)
  socket.on('data', heard)
  socket.on('end', () => socket.end())
  // A connection that is reset ends like any other.
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    alarm.cancel()
    listener.closed()
  })
  return connection
}

/** The code to answer a close with: the same, or what is wrong with it (5.5.1). */
function codeIn(payload: Buffer): number {
  if (payload.length === 0) return 1000
  const code = payload.length === 1 ? 0 : payload.readUInt16BE(0)
  const isSendable =
    (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) ||
    (code >= 3000 && code < 5000)
  return isSendable ? code : 1002
}
