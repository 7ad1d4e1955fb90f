/** The WebSocket of a session: its id, which only the session's opener knows, is what lets it in. */
import type { Upgrade } from '../../web/websocket/upgrade.js'
import type { Listening } from '../webhooks/listen/listening.js'

export function subscribeWith(listening: Listening): Upgrade {
  return ({ url = '', headers }) => {
    if (!/^\/subscribe\/[^/?]*(?:\?|$)/.test(url))
      return refused(404, 'There is no WebSocket here.')
    const open = listening.join(String(headers['websocket-id'] ?? ''))
    // These very words make the client open another session.
    if (open === undefined) return refused(400, 'Unknown WebSocket ID.')
    return { protocol: 'stripecli-devproxy-v1', open }
  }
}

function refused(status: number, message: string) {
  return { status, body: JSON.stringify({ error: { message } }) }
}
