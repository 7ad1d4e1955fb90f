/** From a page's markup to a response: `renderPage(c, <HomePage … />)`. */
import type { Context } from 'hono'
import { createContext } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** What the page around the content takes from the request: the nonce of its security policy. */
export const Nonce = createContext('')

/** The path our handler is mounted under in somebody's server; empty at the root. */
export const Mount = createContext('')

/** Answers with the page; its scripts carry the nonce that `pageHeaders` has announced. */
export function renderPage(
  c: Context,
  page: JSX.Element,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  return c.html(
    <Mount.Provider value={textOf(c.get('mount'))}>
      <Nonce.Provider value={textOf(c.get('secureHeadersNonce'))}>{page}</Nonce.Provider>
    </Mount.Provider>,
    status,
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A part of a page as text, for `live.ts`. Its components must not be asynchronous. */
export function renderFragment(part: JSX.Element): string {
  // A node's toString writes its HTML, escaped; its type doesn't say so.
  // oxlint-disable-next-line typescript/no-base-to-string
  return part.toString()
}
