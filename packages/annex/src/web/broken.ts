/** Answers that break: for tests of clients, which must live with connections that do. */
import { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { NodeBindings } from './limited-server.js'

/**
 * Closes the connection without an answer. Without a socket it fails as `fetch` fails then.
 * @throws TypeError when the caller is in process
 */
export function breakConnection(node: NodeBindings | undefined): Response {
  if (!node) throw lost()
  node.outgoing.socket?.destroy()
  return RESPONSE_ALREADY_SENT
}

/** Sends status, headers and half of the body, and then breaks the connection. */
export async function brokenOff(
  whole: Response,
  node: NodeBindings | undefined,
): Promise<Response> {
  const bytes = Buffer.from(await whole.arrayBuffer())
  const half = bytes.subarray(0, Math.floor(bytes.length / 2))
  const { status, headers } = whole
  const outgoing = node?.outgoing
  if (!(outgoing instanceof ServerResponse)) {
    return new Response(endingBadly(half), { status, headers })
  }
  outgoing.writeHead(status, { ...Object.fromEntries(headers), 'content-length': bytes.length })
  outgoing.write(half, () => outgoing.socket?.destroy())
  return RESPONSE_ALREADY_SENT
}

function endingBadly(half: Uint8Array): ReadableStream<Uint8Array> {
  let begun = false
  return new ReadableStream({
    pull(controller) {
      if (begun) return controller.error(lost())
      begun = true
      controller.enqueue(half)
    },
  })
}

function lost(): TypeError {
  const cause = Object.assign(new Error('other side closed'), { code: 'ECONNRESET' })
  return new TypeError('fetch failed', { cause })
}
