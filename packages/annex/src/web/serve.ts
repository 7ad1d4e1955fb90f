/** A `fetch`-style handler behind a port: limits before it, a graceful end after it. */
import type { Outside } from '../core/outside.js'
import { listenOnPort, listenOnSocket } from './listen.js'
import { limitedServer, type Handler, type LimitedServer, type Limits } from './limited-server.js'

export interface ServeOptions extends Limits {
  /** Left out: 127.0.0.1, so that nobody else on the network gets in. */
  host?: string
  /** 0 picks a free one. */
  port: number
  /** A unix socket to listen on as well. */
  socket?: string | undefined
  outside: Pick<Outside, 'timers' | 'random'>
}

export interface Serving {
  /** `http://127.0.0.1:4242`, with the port that was really taken. */
  readonly url: string
  readonly port: number
  /** Takes nothing new, lets running requests finish, and cuts what is left after `graceMs`. */
  readonly close: (graceMs?: number) => Promise<void>
}

const GRACE_MS = 8000

/**
 * Starts serving; resolves once the port, and the socket when one was asked for, accept.
 * @throws AddressTaken when somebody else listens there
 */
export async function serve(handler: Handler, options: ServeOptions): Promise<Serving> {
  const host = options.host ?? '127.0.0.1'
  const main = limitedServer(handler, options)
  const port = await listenOnPort(main.server, options.port, host)
  const servers = [main]
  try {
    if (options.socket) servers.push(await onSocket(handler, options, options.socket))
  } catch (error) {
    main.server.close()
    throw error
  }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close: async (graceMs = GRACE_MS) => {
      await Promise.all(servers.map((server) => closed(server, options.outside, graceMs)))
    },
  }
}

async function onSocket(handler: Handler, options: ServeOptions, path: string) {
  const limited = limitedServer(handler, options)
  await listenOnSocket(limited.server, path)
  return limited
}

async function closed(limited: LimitedServer, outside: ServeOptions['outside'], graceMs: number) {
  const cutOff = outside.timers.after(graceMs, () => limited.server.closeAllConnections())
  const done = new Promise((resolve) => limited.server.close(resolve))
  limited.finish()
  await done
  cutOff.cancel()
}
