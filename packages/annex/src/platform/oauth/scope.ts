/** Scopes: `read_only` is part of `read_write`. */
import type { ClientRow } from '../store/applications.js'
import type { Scope } from '../store/grants.js'
import type { Parameters } from './parameters.js'
import { invalidScope } from './refusals.js'

function isScope(text: string): text is Scope {
  return text === 'read_only' || text === 'read_write'
}

/** Whether somebody who has `granted` may do all that `wanted` means. */
export function covers(granted: Scope, wanted: Scope): boolean {
  return granted === 'read_write' || wanted === 'read_only'
}

/** What the client asks for: `read_only` unless it says so, which a platform may not ask for. */
export function requestedScope(parameters: Parameters, client: ClientRow): Scope {
  const scope = parameters.get('scope') ?? 'read_only'
  if (!isScope(scope)) throw invalidScope(scope)
  if (scope === 'read_only' && client.kind === 'platform') throw invalidScope(scope)
  return scope
}

/** What a refresh asks for: never more than its token has. */
export function refreshedScope(parameters: Parameters, held: Scope): Scope {
  const scope = parameters.get('scope') ?? held
  if (!isScope(scope) || !covers(held, scope)) throw invalidScope(scope)
  return scope
}
