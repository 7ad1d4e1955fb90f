/** Who is calling, for counting: the socket's other end (reliability 8). */
import type { Context } from 'hono'

const addresses = new WeakMap<Request, string>()

/** The server notes who is at the other end of the socket; handlers only know requests. */
export function noteAddress(request: Request, address: string | undefined): void {
  if (address !== undefined) addresses.set(request, countedAs(address))
}

/**
 * The address attempts are counted by; without a socket, everyone is `local`. A forwarding header
 * is not believed: anyone can write it.
 */
export function clientAddress(c: Context): string {
  return addresses.get(c.req.raw) ?? 'local'
}

/** One person easily has a whole IPv6 /64, so that counts as one. `::ffff:10.0.0.1` → `10.0.0.1`; `2001:db8:1:2:3::4` → `2001:db8:1:2::/64`. */
export function countedAs(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(8 - before.length - after.length, 0)
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after]
  return `${groups.slice(0, 4).join(':')}::/64`
}
