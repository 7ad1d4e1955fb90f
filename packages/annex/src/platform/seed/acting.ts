/** Real operations on behalf of an account, in test mode, inside a transaction that is open already. */
import { routeFor } from '../../catalogue/catalogue.js'
import { newId } from '../../core/ids.js'
import type { Engine } from '../engine/context.js'
import { operate } from '../engine/operate.js'
import type { Caller, UnitOfWork } from '../engine/unit-of-work.js'
import { openUnit } from '../engine/unit.js'

/** Something that was done: its object as the operation left it, and the unit it happened in. */
export interface Deed {
  readonly id: string
  readonly work: UnitOfWork
}

export interface Acting {
  /** Something to look with, and to act with that leaves no request. */
  readonly unit: () => UnitOfWork
  /** @param params the official package's; a refusal is thrown */
  readonly post: (url: string, params: object) => Deed
  readonly remove: (url: string) => void
}

export function actingFor(engine: Engine, account: string): Acting {
  const caller: Caller = {
    ...{ account, livemode: false, application: null },
    ...{ access: 'read_write', maskedKey: '' },
  }
  const { random, clock } = engine.outside
  const unitFor = (requestId: string | null) =>
    openUnit(engine, caller, { now: clock.now(), requestId, idempotencyKey: null })
  function ask(method: 'POST' | 'DELETE', url: string, params: object): Deed {
    const found = routeFor(method, url)
    if (!found) throw new Error(`There is no ${method} ${url}.`)
    const work = unitFor(newId('req', random, 14))
    const asked = { operation: found.value, url, path: found.path, params: { ...params } }
    return { id: idIn(operate(engine, { ...asked, expand: new Map() }, work)), work }
  }

  return {
    unit: () => unitFor(null),
    post: (url, params) => ask('POST', url, params),
    remove: (url) => void ask('DELETE', url, {}),
  }
}

function idIn(body: object): string {
  if ('object' in body && typeof body.object === 'object' && body.object && 'id' in body.object) {
    return String(body.object.id)
  }
  throw new Error('The operation answered without an object.')
}
