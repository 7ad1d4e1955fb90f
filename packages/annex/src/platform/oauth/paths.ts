/** Paths of the authorization server. */

export const AUTHORIZE = '/oauth/authorize'
/** The same contract; many clients hard-code it (oauth.md 2.1). */
export const AUTHORIZE_V2 = '/oauth/v2/authorize'
export const AUTHORIZE_EXPRESS = '/express/oauth/authorize'
export const TOKEN = '/oauth/token'
export const DEAUTHORIZE = '/oauth/deauthorize'
export const METADATA = '/.well-known/oauth-authorization-server'
/** A redirect URI for trying things out: it only shows what arrived. */
export const LANDING = '/connect/default/oauth/test'

export function consentPath(request: string, account?: string): string {
  const path = `/oauth/consent/${request}`
  return account ? `${path}?account=${account}` : path
}

export function newAccountPath(request: string): string {
  return `${consentPath(request)}/account`
}

/** The request a consent path is about. */
export function requestOfPath(path: string): string | undefined {
  return /^\/oauth\/consent\/(\w+)(?:[/?]|$)/.exec(path)?.[1]
}

export function imagePath(id: string): string {
  return `/images/${id}`
}
