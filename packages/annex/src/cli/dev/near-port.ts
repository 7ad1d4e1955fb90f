/** For the demo a taken port is no reason to stop: the next free one is as good, if it is said. */
import { AddressTaken } from '../../web/listen.js'
import type { Handler } from '../../web/limited-server.js'
import { serve, type ServeOptions, type Serving } from '../../web/serve.js'

const HOW_FAR = 50

/** @returns the first of `port`, `port + 1`, … that is free; its number tells whether it moved */
export async function serveNear(handler: Handler, options: ServeOptions): Promise<Serving> {
  for (let port = options.port; port < options.port + HOW_FAR; port++) {
    try {
      return await serve(handler, { ...options, port })
    } catch (error) {
      if (!(error instanceof AddressTaken) || options.port === 0) throw error
    }
  }
  const last = options.port + HOW_FAR - 1
  throw new AddressTaken(`Every port from ${options.port} to ${last} is taken.`)
}
