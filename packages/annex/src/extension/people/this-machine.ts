/** Access without a password is for whoever sits at this machine, and for nobody else. */
import type { Context } from 'hono'
import { clientAddress } from '../../web/client-address.js'
import { notFromHere } from './refusal.js'

/** Whether a host name means this machine, whatever DNS says. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|.+\.localhost)$/.test(hostname)
}

/**
 * Both ends must be this machine: the socket's, and the name the browser used. The second keeps
 * out a page elsewhere whose name was pointed at 127.0.0.1 (DNS rebinding). Mounted in somebody's
 * server there is no socket to ask, which is why this way in exists in development only.
 */
export function requireThisMachine(c: Context): void {
  if (!isThisMachine(c)) throw notFromHere()
}

export function isThisMachine(c: Context): boolean {
  const address = clientAddress(c)
  const isHere = address === 'local' || address === '0:0:0:0::/64' || address.startsWith('127.')
  return isHere && isLoopback(new URL(c.req.url).hostname)
}
