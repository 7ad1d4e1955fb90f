/** Secrets between the POST that makes them and the one page that shows them. In memory, never kept. */

export interface ShownOnce {
  /** @param browser whose next page may see it (`visitor.browserHash`) */
  keep(browser: string, secret: string): void
  take(browser: string): string | undefined
}

/** Enough for everyone at once; beyond it the oldest is forgotten, and its owner rolls again. */
const MOST = 1000

export function shownOnce(): ShownOnce {
  const secrets = new Map<string, string>()
  return {
    keep(browser, secret) {
      secrets.delete(browser)
      secrets.set(browser, secret)
      const [oldest] = secrets.keys()
      if (secrets.size > MOST && oldest !== undefined) secrets.delete(oldest)
    },
    take(browser) {
      const secret = secrets.get(browser)
      secrets.delete(browser)
      return secret
    },
  }
}
