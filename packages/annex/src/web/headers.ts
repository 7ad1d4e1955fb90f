/** Headers of every page (S7): what it may load, who may frame it, what it may remember. */
import type { MiddlewareHandler } from 'hono'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import type { Random } from '../core/random.js'

/**
 * Sets the headers of S7. Pages take their nonce from the request: render them with `renderPage`.
 *
 * There is no `form-action`: browsers apply it to redirects too, and both the consent form and the
 * Connect button answer a post with a redirect to the other server.
 */
export function pageHeaders(random: Random): MiddlewareHandler {
  const secure = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: [NONCE],
      styleSrc: ["'self'", NONCE],
      // Charts are drawn with `style` attributes; those can load nothing that imgSrc doesn't allow.
      styleSrcAttr: ["'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
  })
  return async function headers(c, next) {
    c.set('secureHeadersNonce', Buffer.from(random.bytes(16)).toString('base64'))
    await secure(c, next)
    if (isPage(c.res) && !c.res.headers.has('Cache-Control')) {
      c.res.headers.set('Cache-Control', 'no-store')
    }
  }
}

function isPage(response: Response): boolean {
  return response.headers.get('Content-Type')?.startsWith('text/html') ?? false
}
