/** What we call ourselves in `iss` and in the metadata (RFC 9207, RFC 8414). */

/**
 * The configured origin. On the machine itself people write `localhost` and `127.0.0.1` for the
 * same thing, and a strict library compares with what its user wrote: there the request decides.
 */
export function issuerFor(request: Request, publicUrl: string): string {
  const [asked, configured] = [new URL(request.url), new URL(publicUrl)]
  const isAlias = isLoopback(asked) && isLoopback(configured) && asked.port === configured.port
  return isAlias ? asked.origin : configured.origin
}

function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}
