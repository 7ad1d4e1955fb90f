/** Refusals a person sees as a page: what happened, and what to do next. */

export class PageRefusal extends Error {
  readonly status: 400 | 403 | 404 | 413 | 429
  readonly title: string
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number
  constructor(status: PageRefusal['status'], title: string, advice: string, retryAfter?: number) {
    super(advice)
    this.status = status
    this.title = title
    if (retryAfter !== undefined) this.retryAfter = retryAfter
  }
}

/** The form was not one of ours, or its page is from before the last sign-in. */
export function formRefused(): PageRefusal {
  return new PageRefusal(
    403,
    'This form can’t be used any more',
    'It was opened before you signed in or out, or it came from another site. Nothing was changed. Go back, reload the page and try again.',
  )
}

export function formTooLarge(): PageRefusal {
  return new PageRefusal(413, 'That is too much', 'The form was larger than this page accepts.')
}

export function nothingHere(): PageRefusal {
  return new PageRefusal(
    404,
    'There is nothing here',
    'The page may have moved, or it belongs to an account you are not a member of.',
  )
}

export function tooManyTries(retryAfter: number): PageRefusal {
  const minutes = Math.ceil(retryAfter / 60)
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`
  return new PageRefusal(
    429,
    'Too many tries',
    `Nothing is lost; this only slows down guessing. Wait ${wait} and try again.`,
    retryAfter,
  )
}
