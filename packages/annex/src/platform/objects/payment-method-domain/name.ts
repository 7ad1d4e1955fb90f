/** Whether a text is the name of a domain, and one that the world can reach. */
import { isIP } from 'node:net'
import { notADomainName } from './refusals.js'

const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i

/** Names that are nobody's (RFC 2606, 6761, 6762, 8375). */
const RESERVED = new Set([
  'example',
  'home.arpa',
  'internal',
  'invalid',
  'local',
  'localhost',
  'test',
])

/** @throws Refusal for addresses with a scheme, a port or a path, and for what is no name at all */
export function checkDomainName(name: string): void {
  const isName = name.length <= 253 && name.split('.').every((label) => LABEL.test(label))
  if (!isName || isIP(name) !== 0) throw notADomainName(name)
}

export function isPublic(name: string): boolean {
  const labels = name.toLowerCase().split('.')
  const endings = labels.map((_, from) => labels.slice(from).join('.'))
  return labels.length > 1 && !endings.some((ending) => RESERVED.has(ending))
}
