/** Addresses that a payer is sent to: refused unless a browser can go there. */
import { invalidRequest } from '../engine/errors.js'

/** @param param the parameter that holds it, for the refusal: `return_url` */
export function checkWebAddress(text: string, param: string): void {
  const url = URL.parse(text)
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return
  const message = /^[a-z][\w+.-]*:\/\//i.test(text)
    ? 'Not a valid URL'
    : 'Invalid URL: An explicit scheme (such as https) must be provided.'
  throw invalidRequest(message, { code: 'url_invalid', param })
}
