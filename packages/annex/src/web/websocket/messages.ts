/** Messages put together from frames (RFC 6455 5.4): only text is taken, and only valid UTF-8. */
import { FrameError, OPCODE, type Frame } from './frames.js'

/** The text that has become whole with this frame; undefined while parts are missing. */
export type MessageReader = (frame: Frame) => string | undefined

const BROKEN = 1002
const NOT_TEXT = 1003
const NOT_UTF8 = 1007
const TOO_BIG = 1009

/** @param maxBytes of a message, all its parts together */
export function messageReader(maxBytes: number): MessageReader {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let parts: Buffer[] = []
  let bytes = 0
  let isOpen = false

  function take({ opcode, payload }: Frame): void {
    if (opcode === OPCODE.binary) throw new FrameError(NOT_TEXT, 'only text is understood')
    if ((opcode === OPCODE.continuation) !== isOpen) {
      throw new FrameError(BROKEN, 'a message began or went on at the wrong time')
    }
    isOpen = true
    parts.push(payload)
    bytes += payload.length
    if (bytes > maxBytes) throw new FrameError(TOO_BIG, `a message may hold ${maxBytes} bytes`)
  }

  return (frame) => {
    take(frame)
    if (!frame.isLast) return undefined
    const whole = Buffer.concat(parts)
    parts = []
    bytes = 0
    isOpen = false
    try {
      return decoder.decode(whole)
    } catch {
      throw new FrameError(NOT_UTF8, 'the text is not UTF-8')
    }
  }
}
