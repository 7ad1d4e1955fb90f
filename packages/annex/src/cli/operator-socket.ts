/** How `annex status` and its like reach the process that has the embedded store open. */
import { once } from 'node:events'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Log } from '../core/log.js'
import type { Outside } from '../core/outside.js'
import type { Accounts } from '../extension.js'
import { adminRoutes, remoteAccounts, type Ask } from '../extension/app/admin.js'
import { limitedServer } from '../web/limited-server.js'
import { listenOnSocket } from '../web/listen.js'

/** Paths of sockets end here on Linux and macOS; beyond, the store's own lock speaks. */
const LONGEST_PATH = 103

/** In a directory of its own that only its owner may enter: whoever reaches it is the operator. */
function socketIn(data: string): string {
  return join(data, 'operator', 'extension.sock')
}

export interface OperatorSocket {
  close(): void
}

/** @returns undefined where a socket can't be: in memory, or below too long a path */
export async function openOperatorSocket(
  accounts: Accounts,
  { data, outside, log }: { data: string; outside: Outside; log: Log },
): Promise<OperatorSocket | undefined> {
  const path = socketIn(data)
  if (data === ':memory:' || path.length > LONGEST_PATH) return undefined
  mkdirSync(join(data, 'operator'), { recursive: true, mode: 0o700 })
  const routes = adminRoutes(accounts)
  const { server } = limitedServer((incoming) => routes.fetch(incoming), {
    ...{ maxBodyBytes: 64 * 1024, outside },
    onError: (error) => log.error({ err: error }, 'operator'),
  })
  await listenOnSocket(server, path)
  return {
    close() {
      server.close()
      server.closeAllConnections()
      rmSync(path, { force: true })
    },
  }
}

/** @returns undefined when no extension is running on this data */
export async function reachOperator(data: string): Promise<Accounts | undefined> {
  const path = socketIn(data)
  if (!existsSync(path)) return undefined
  const ask: Ask = (to, body) => post(path, to, body)
  try {
    const accounts = remoteAccounts(ask)
    await accounts.list()
    return accounts
  } catch (error) {
    // Left behind by a process that was killed: the store is free to be opened.
    if (isNobodyThere(error)) return undefined
    throw error
  }
}

async function post(socketPath: string, path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const sent = request({ socketPath, path, method: 'POST', headers }).end(JSON.stringify(body))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const text = Buffer.concat(await response.toArray()).toString()
  if ((response.statusCode ?? 500) >= 500) {
    throw new Error(`The running extension could not do it; its log says why. ${text}`)
  }
  return JSON.parse(text)
}

function isNobodyThere(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ECONNREFUSED' || code === 'ENOENT'
}
