/** One message carried over a redirect in a cookie, shown once: "Key rolled." */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

export interface Flash {
  tone: 'success' | 'danger' | 'info'
  text: string
}

const COOKIE = 'annex_flash'

/** Leaves a message for the next page. Never put a secret into it. */
export function leaveFlash(c: Context, flash: Flash): void {
  const value = Buffer.from(JSON.stringify(flash)).toString('base64url')
  setCookie(c, COOKIE, value, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 60 })
}

/** Takes the message left by the page before, if there is one. */
export function takeFlash(c: Context): Flash | undefined {
  const value = getCookie(c, COOKIE)
  if (value === undefined) return undefined
  deleteCookie(c, COOKIE, { path: '/' })
  return parse(Buffer.from(value, 'base64url').toString('utf8'))
}

function parse(text: string): Flash | undefined {
  const [, tone, message] =
    /^\{"tone":"(success|danger|info)","text":("(?:[^"\\]|\\.)*")\}$/.exec(text) ?? []
  if (tone !== 'success' && tone !== 'danger' && tone !== 'info') return undefined
  try {
    return { tone, text: String(JSON.parse(message ?? '""')) }
  } catch {
    return undefined
  }
}
