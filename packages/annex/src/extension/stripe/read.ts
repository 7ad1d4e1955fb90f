/** One read of a connected account: paced, under a deadline, and answered as an outcome. */
import { Stripe } from 'stripe'
import type { Timers } from '../../core/timers.js'
import { answerOf, seenBetween, type Answer } from './answer.js'
import { clientFor, type StripeAccount, type StripeParts } from './client.js'
import { paceOf, type Pace } from './pace.js'
import { isListPage, isStripeObject, type ListPage, type StripeObject } from './shapes.js'

export interface Reader {
  list(path: string, query: Record<string, string | number>): Promise<Answer<ListPage>>
  retrieve(path: string): Promise<Answer<StripeObject>>
  /** Whether the account's budget is what reads wait for. */
  readonly isPaced: boolean
}

/** Reads for one account; several readers of one account share its budget through the store. */
export async function readerFor(account: StripeAccount, parts: StripeParts): Promise<Reader> {
  const client = await clientFor(account, parts)
  const pace = paceOf(account, parts)
  const { timers } = parts.outside
  return {
    list(path, query) {
      const search = new URLSearchParams(
        Object.entries(query).map(([name, value]) => [name, String(value)]),
      )
      // The list of a subscription's items names its subscription in the query already.
      const joint = path.includes('?') ? '&' : '?'
      return read(`${path}${joint}${search.toString()}`, isListPage, { client, pace, timers })
    },
    retrieve: (path) => read(path, isStripeObject, { client, pace, timers }),
    get isPaced() {
      return pace.isTight
    },
  }
}

interface Line {
  client: Stripe
  pace: Pace
  timers: Timers
}

async function read<T>(
  path: string,
  isWanted: (reply: unknown) => reply is T,
  line: Line,
): Promise<Answer<T>> {
  await line.pace.take()
  const begun = line.timers.elapsedMs()
  try {
    const reply: unknown = await line.client.rawRequest('GET', path)
    if (!isWanted(reply)) return { kind: 'unusable', reason: 'Stripe answered with another shape.' }
    const seen = seenBetween(dateOf(reply), line.timers.elapsedMs() - begun)
    return { kind: 'ok', value: reply, seen }
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) {
      return answerOf(error, line.timers.elapsedMs() - begun)
    }
    throw error
  }
}

/** The client keeps the response itself in a property that isn't enumerable. */
function dateOf(reply: unknown): string | null {
  if (typeof reply !== 'object' || reply === null || !('lastResponse' in reply)) return null
  const { lastResponse } = reply
  return lastResponse instanceof Response ? lastResponse.headers.get('date') : null
}

/** Whether Stripe still lets us in, asked of the account itself. */
export async function probeAccess(
  account: StripeAccount,
  parts: StripeParts,
): Promise<'granted' | 'revoked' | 'unclear'> {
  const reader = await readerFor(account, parts)
  const answer = await reader.retrieve('/v1/account')
  if (answer.kind === 'ok') return 'granted'
  return answer.kind === 'refused' && answer.what === 'access' ? 'revoked' : 'unclear'
}
