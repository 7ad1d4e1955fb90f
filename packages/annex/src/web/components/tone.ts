/** Which of five tones a word of Stripe's wears: one table for every badge and mark. */

export type Tone = 'success' | 'info' | 'warning' | 'danger' | 'neutral'

const TONES: Record<Exclude<Tone, 'neutral'>, string> = {
  success:
    'succeeded paid active enabled delivered available complete completed won verified connected done live',
  info: 'pending processing trialing in_transit open running queued retrying uncaptured requires_capture',
  warning:
    'incomplete requires_action requires_confirmation requires_payment_method past_due unpaid partially_refunded under_review needs_response warning_needs_response paused waiting read_write',
  danger:
    'failed canceled_by_issuer blocked disputed lost uncollectible given_up rejected unreachable error',
}

const toneByStatus = new Map<string, Tone>(
  Object.entries(TONES).flatMap(([tone, words]) =>
    words.split(' ').map((word): [string, Tone] => [word, isTone(tone) ? tone : 'neutral']),
  ),
)

/** Words not in the table (canceled, refunded, draft, disabled, …) are neutral. */
export function toneOf(status: string): Tone {
  return toneByStatus.get(status) ?? 'neutral'
}

/** The tone of an HTTP status, or of its absence. */
export function toneOfAnswer(status: number | null): Tone {
  if (status === null || status >= 500) return 'danger'
  if (status >= 400) return 'warning'
  return status >= 300 ? 'info' : 'success'
}

function isTone(word: string): word is Tone {
  return word in TONES
}
