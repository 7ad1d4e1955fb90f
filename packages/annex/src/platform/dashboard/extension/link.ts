/** The link behind a Connect button, from what the builder's form says. */
import { AUTHORIZE } from '../../oauth/paths.js'
import type { OwnApplication } from './own-application.js'

export interface LinkChoice {
  livemode: boolean
  scope: 'read_only' | 'read_write'
  redirectUri: string
  alwaysPrompt: boolean
}

/** What the address asks for; anything unknown falls back to the plainest link. */
export function linkChoice(query: (name: string) => string | undefined): LinkChoice {
  return {
    livemode: query('mode') === 'live',
    scope: query('scope') === 'read_write' ? 'read_write' : 'read_only',
    redirectUri: query('redirect_uri') ?? '',
    alwaysPrompt: query('always_prompt') !== undefined,
  }
}

export function connectLink(own: OwnApplication, choice: LinkChoice, baseUrl: string): string {
  const client = choice.livemode ? own.live : own.test
  const query = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    scope: choice.scope,
  })
  if (client.redirectUris.includes(choice.redirectUri)) {
    query.set('redirect_uri', choice.redirectUri)
  }
  if (choice.alwaysPrompt) query.set('always_prompt', 'true')
  return `${baseUrl}${AUTHORIZE}?${query.toString()}`
}

/** A button to paste: the app adds its own `state` to the link. */
export function buttonCode(link: string): string {
  const escaped = link.replaceAll('&', '&amp;')
  return `<a href="${escaped}&amp;state=…">Connect with Stripe</a>`
}
