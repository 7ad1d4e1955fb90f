/** An extension behind a port, with its worker and the operator's socket. */
import type { Log } from '../core/log.js'
import type { Outside } from '../core/outside.js'
import { createExtension, type Extension, type ExtensionOptions } from '../extension.js'
import { serve, type Serving } from '../web/serve.js'
import { closedDoor } from './door.js'
import { asOnlyProcess } from './one-process.js'
import { openOperatorSocket } from './operator-socket.js'

/** Webhooks are the largest thing that comes in (reliability W1). */
const MAX_BODY_BYTES = 8 * 1024 * 1024

export interface ExtensionServerOptions {
  host: string
  port: number
  data: string
  outside: Outside
  log: Log
  /** Whether this process also does the background work. */
  work: boolean
  /** What is left out of it, by the address that was taken. */
  settings: (address: { port: number }) => ExtensionOptions
  /** How to take the port; `serve` refuses one that is taken. */
  listen?: typeof serve
}

export interface ExtensionServer {
  extension: Extension
  serving: Serving
  close(): Promise<void>
}

/** The port comes first, since the address people use may hold its number; until then, 503. */
export async function startExtensionServer(
  options: ExtensionServerOptions,
): Promise<ExtensionServer> {
  const { host, port, data, outside, log, listen = serve } = options
  const door = closedDoor()
  const onError = (error: unknown) => log.error({ err: error }, 'a handler failed')
  const serving = await listen(door.handler, {
    ...{ host, port, maxBodyBytes: MAX_BODY_BYTES, outside, onError },
  })
  try {
    const extension = await begin(options, serving.port)
    door.open((request) => extension.handler(request))
    const operator = await openOperatorSocket(extension.accounts, { data, outside, log })
    const close = async () => {
      operator?.close()
      await serving.close()
      await extension.close()
    }
    return { extension, serving, close }
  } catch (error) {
    await serving.close(0)
    throw error
  }
}

async function begin(options: ExtensionServerOptions, port: number): Promise<Extension> {
  const { data, outside, log, work, settings } = options
  const extension = createExtension({ ...settings({ port }), data, outside, log })
  try {
    await asOnlyProcess(() => extension.ready())
    if (work) await extension.work()
    return extension
  } catch (error) {
    await extension.close()
    throw error
  }
}
