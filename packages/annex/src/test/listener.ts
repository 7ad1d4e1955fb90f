/** A client of `stripe listen`'s protocol: opens a session, takes what is sent, says what it likes. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { TestContext } from 'node:test'

export interface SessionAnswer {
  readonly websocket_id: string
  readonly websocket_url: string
  readonly websocket_authorized_feature: string
  readonly secret: string
  readonly reconnect_delay: number
  readonly error?: { readonly message: string; readonly param?: string }
}

/** A frame of either feature; what the other has is absent. */
export interface Frame {
  readonly type: string
  readonly webhook_conversation_id: string
  readonly endpoint: { readonly api_version: string | null }
  readonly event_payload: string
  readonly http_headers: Readonly<Record<string, string>>
  readonly request_log_id: string
}

export interface ListenerClient {
  readonly frames: Frame[]
  /** Resolves once `count` frames have come in all. */
  until(count: number): Promise<Frame[]>
  /** As the command line does at once, before it looks at the event. */
  acknowledge(frame: Frame | undefined): void
  say(text: string): void
  close(): Promise<void>
}

export async function openSession(
  url: string,
  key: string,
  form: Record<string, string> = { 'websocket_features[]': 'webhooks' },
): Promise<{ status: number; session: SessionAnswer }> {
  const answer = await fetch(`${url}/v1/stripecli/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: new URLSearchParams({ device_name: 'laptop', ...form }),
  })
  return { status: answer.status, session: (await answer.json()) as SessionAnswer }
}

export async function connectListener(
  test: TestContext,
  session: SessionAnswer,
): Promise<ListenerClient> {
  const url = `${session.websocket_url}?websocket_feature=${session.websocket_authorized_feature}`
  const options = { headers: { 'Websocket-Id': session.websocket_id } }
  const socket = new WebSocket(url, options)
  const frames: Frame[] = []
  let heard = () => {}
  socket.addEventListener('message', ({ data }) => {
    frames.push(JSON.parse(String(data)))
    heard()
  })
  await once(socket, 'open')
  const close = async () => {
    if (socket.readyState === WebSocket.CLOSED) return
    const closed = once(socket, 'close')
    socket.close(1000, 'Resetting the connection')
    await closed
  }
  test.after(close)
  return {
    frames,
    async until(count) {
      while (frames.length < count) await new Promise<void>((resolve) => (heard = resolve))
      assert.equal(frames.length, count)
      return frames
    },
    acknowledge(frame) {
      const webhook_conversation_id = frame?.webhook_conversation_id
      socket.send(JSON.stringify({ type: 'event_ack', webhook_conversation_id, event_id: '' }))
    },
    say: (text) => socket.send(text),
    close,
  }
}
