/** A publishable key is on every page; what it may touch must be named together with its secret. */
import { sameText } from '../../core/secret.js'
import { findObject } from '../store/objects.js'
import type { Identity } from './authenticate.js'
import type { Engine } from './context.js'
import { invalidRequest } from './errors.js'
import { parameterMissing } from './refusals/parameters.js'
import type { Asked } from './route.js'

/**
 * Holds `client_secret` against the object in the path. An absent object is refused in the same
 * words, so that a key everybody can read finds nothing out.
 * @throws Refusal 400
 */
export function checkClientSecret(engine: Engine, identity: Identity, asked: Asked): void {
  const id = Object.values(asked.path).at(-1)
  const [kind] = asked.operation.kinds
  if (identity.credential !== 'publishable' || id === undefined || kind === undefined) return
  const { client_secret: given } = asked.params
  if (typeof given !== 'string') throw parameterMissing('client_secret')
  const { account, livemode } = identity
  const row = findObject(engine.store, { account, livemode, kind }, id)
  const object: { client_secret?: string } = row === undefined ? {} : JSON.parse(row.body)
  if (!sameText(given, object.client_secret ?? '')) {
    throw invalidRequest(
      'The client_secret provided does not match any associated object on this account.',
      { param: 'client_secret' },
    )
  }
}
