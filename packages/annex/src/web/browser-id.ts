/** The one cookie: a random id by which we know a browser again, signed in or not. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { randomText } from '../core/ids.js'
import type { Random } from '../core/random.js'
import { keyedHash } from '../core/secret.js'

export interface BrowserCookie {
  /** `annex_platform`; hosts share cookies across ports, so each half has its own. */
  name: string
  /** Whether people reach us over https: then the cookie is Secure and bound to the host. */
  secure: boolean
}

/** Base 62: 43 characters hold 256 bits. */
const LENGTH = 43

export function readBrowserId(c: Context, cookie: BrowserCookie): string | undefined {
  const value = getCookie(c, fullName(cookie))
  return value && /^[0-9A-Za-z]{43}$/.test(value) ? value : undefined
}

/** Gives the browser a new id: on its first visit, and whenever its rights change (S10). */
export function giveBrowserId(c: Context, cookie: BrowserCookie, random: Random): string {
  const id = randomText(LENGTH, random)
  setCookie(c, fullName(cookie), id, {
    ...{ path: '/', httpOnly: true, sameSite: 'Lax', secure: cookie.secure },
  })
  return id
}

export function forgetBrowserId(c: Context, cookie: BrowserCookie): void {
  deleteCookie(c, fullName(cookie), { path: '/', secure: cookie.secure })
}

// A cookie named __Host- can't be set by a sibling host or over plain http.
function fullName(cookie: BrowserCookie): string {
  return cookie.secure ? `__Host-${cookie.name}` : cookie.name
}

/** What a form of ours must carry to be believed: only this browser's own pages know it. */
export function formTokenFor(browserId: string, hashKey: Uint8Array): string {
  return keyedHash(`form token of ${browserId}`, hashKey)
}
