/** How often the token endpoints may be called: floods stop here, honest bursts don't (section 10). */
import type { MiddlewareHandler } from 'hono'
import { attempts } from '../../web/attempts.js'
import { clientAddress } from '../../web/client-address.js'
import { tooManyRequests } from './refusals.js'
import type { EndpointEnv } from './endpoint.js'

/** Per second, for one address. Secrets of 256 bits need no slower guessing than this. */
const PER_SECOND = 200

export function pace(): MiddlewareHandler<EndpointEnv> {
  const counted = attempts(PER_SECOND, 1)
  return async (c, next) => {
    const wait = await counted.count(clientAddress(c))
    if (wait > 0) throw tooManyRequests(wait)
    return next()
  }
}
