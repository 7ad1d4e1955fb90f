/** What a connection needs to call Stripe, sealed at rest (K1). */
import { z } from 'zod'
import type { Random } from '../../core/random.js'
import { seal, unseal, type KeyRing } from '../../core/seal.js'
import type { Connection } from '../store/connections.js'

/** For kind `connect` our own key with `Stripe-Account` does; the tokens are kept for what needs them. */
const credentials = z.object({
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
})

export type Credentials = z.infer<typeof credentials>

type Bound = Pick<Connection, 'id' | 'tenant' | 'account' | 'livemode'>

export function sealCredentials(
  plain: Credentials,
  connection: Bound,
  keys: { ring: KeyRing; random: Random },
): string {
  return seal(JSON.stringify(plain), purposeOf(connection), keys.ring, keys.random)
}

/** @throws SealError when they were sealed for another row, or by a key we no longer have */
export function openCredentials(connection: Bound & { credentials: string }, ring: KeyRing) {
  const text = unseal(connection.credentials, purposeOf(connection), ring)
  return credentials.parse(JSON.parse(text))
}

function purposeOf({ id, tenant, account, livemode }: Bound): string {
  return JSON.stringify(['credentials', tenant, account, livemode, id])
}
