/** Whether a request that changes something was sent by one of our own pages (reliability S6). */

/**
 * `Sec-Fetch-Site` speaks for the browser and decides where it is sent. Our pages have
 * `Referrer-Policy: no-referrer`, which makes browsers write `Origin: null` on their own forms;
 * over plain http to a host that isn't the machine itself they also leave `Sec-Fetch-Site` out,
 * and only there `null` says nothing. A client without either header is no browser, and the form
 * token still stands in its way.
 */
export function isFromOurPages(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.headers.get('origin')
  if (origin === null) return true
  const url = new URL(request.url)
  if (origin === 'null') return !sendsFetchMetadata(url)
  return URL.canParse(origin) && new URL(origin).host === url.host
}

/** Whether browsers trust the host enough to send `Sec-Fetch-*` (W3C Secure Contexts, 3.1). */
function sendsFetchMetadata(url: URL): boolean {
  const { protocol, hostname } = url
  if (protocol === 'https:') return true
  return (
    /^(?:.+\.)?localhost$/.test(hostname) || hostname.startsWith('127.') || hostname === '[::1]'
  )
}
