/** A handler that answers 503 until there is something behind it. */
import type { Direct } from '../web/direct.js'
import type { Upgrade } from '../web/websocket/upgrade.js'
import type { Handler } from '../web/limited-server.js'

interface Shortcuts {
  readonly direct: Direct
  readonly upgrade: Upgrade
}

export interface Door {
  readonly handler: Handler
  readonly direct: Direct
  /** From now on `inside` answers; what more there is, where it can. */
  readonly upgrade: Upgrade
  open(inside: Handler, more?: Shortcuts): void
}

/** A port can be taken, and its number known, before what will answer there is ready. */
export function closedDoor(): Door {
  let inside: Handler | undefined
  let shortcuts: Shortcuts | undefined
  return {
    handler: (request, node) => (inside ? inside(request, node) : starting()),
    direct: (incoming) => shortcuts?.direct(incoming),
    upgrade: (incoming) => shortcuts?.upgrade(incoming) ?? STARTING,
    open(handler, more) {
      inside = handler
      shortcuts = more
    },
  }
}

const STARTING = { status: 503, body: JSON.stringify({ status: 'starting' }) }

function starting(): Response {
  const headers = { 'Retry-After': '1' }
  return Response.json({ status: 'starting' }, { status: 503, headers })
}
