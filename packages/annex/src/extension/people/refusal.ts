/** Refusals people meet on pages; the app turns them into a page in one place. */

export class PageRefusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 502 | 503
  readonly title: string
  readonly retryAfter: number | undefined

  constructor(status: PageRefusal['status'], title: string, text: string, retryAfter?: number) {
    super(text)
    this.status = status
    this.title = title
    this.retryAfter = retryAfter
  }
}

export function notAllowed(): PageRefusal {
  const text = 'Sign in to the app this console belongs to, then open this page again.'
  return new PageRefusal(401, 'Please sign in first', text)
}

export function notFromHere(): PageRefusal {
  const text =
    'This console has no password yet, so it only opens on the machine it runs on. Set PUBLIC_URL to the address people use, and it asks them to sign in.'
  return new PageRefusal(403, 'Only on this machine', text)
}

export function notFound(): PageRefusal {
  const text = 'There is no page at this address, or it belongs to somebody else.'
  return new PageRefusal(404, 'Not found', text)
}

export function formRefused(): PageRefusal {
  const text = 'It may have been open for too long. Go back, reload the page and try again.'
  return new PageRefusal(403, "This form can't be accepted", text)
}

export function formTooLarge(): PageRefusal {
  return new PageRefusal(413, 'Too much at once', 'This form takes less text than that.')
}

export function tooManyTries(seconds: number): PageRefusal {
  const minutes = Math.ceil(seconds / 60)
  const text = `Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`
  return new PageRefusal(429, 'Too many tries', text, seconds)
}

export function setupClosed(): PageRefusal {
  const text =
    'The first owner has been set up, or the link is of an earlier start. A new link is in the log when nobody has been set up yet.'
  return new PageRefusal(404, 'This setup link is closed', text)
}

export function storeAway(): PageRefusal {
  const text =
    'What this page shows is out of reach for the moment. Nothing is lost; try again in a few seconds.'
  return new PageRefusal(503, 'The data store does not answer', text, 5)
}
