/** Which URLs an endpoint may have, judged before anything is sent there (reliability E2). */
import { isIP } from 'node:net'
import { mayConnect, type Allowed } from './address.js'

/** @returns what is wrong with it, as the end of a sentence; undefined: nothing that can be seen yet */
export function urlProblem(text: string, livemode: boolean, allowed: Allowed): string | undefined {
  const url = URL.parse(text)
  if (!url) return 'it must be an absolute URL, such as https://example.com/webhooks.'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'it must begin with https://.'
  if (livemode && url.protocol !== 'https:')
    return 'a live mode endpoint must be reached over https.'
  if (url.username || url.password) return 'it must not contain a user name or password.'
  if (text.includes('#')) return 'it must not contain a fragment.'
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && !mayConnect(literal, hostAndPort(url), allowed))
    return 'this address cannot be reached from the internet.'
  return undefined
}

/** As hosts are named in `Allowed`: the port is always there. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`
}
