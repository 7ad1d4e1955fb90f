/** How fast we read from one account: a budget that all processes draw from (B8). */
import type { Timers } from '../../core/timers.js'
import { drawBudget } from '../store/budgets.js'
import type { Queryable } from '../store/database.js'
import type { StripeAccount, StripeParts } from './client.js'

/** Below Stripe's 25 a second in a sandbox, which the account's own traffic shares. */
export const PER_SECOND = 20

export interface Pace {
  /** Resolves when one more call may be sent. */
  take(): Promise<void>
  /** Whether calls had to wait lately: more of them side by side would be no faster. */
  readonly isTight: boolean
}

export function paceOf(account: StripeAccount, parts: StripeParts): Pace {
  const { database, outside, perSecond = PER_SECOND } = parts
  return new SharedPace(account, { database, timers: outside.timers, perSecond })
}

interface PaceParts {
  database: Queryable
  timers: Timers
  perSecond: number
}

/** Draws a quarter second's worth at a time, so that a call doesn't cost a statement. */
class SharedPace implements Pace {
  readonly #account: StripeAccount
  readonly #parts: PaceParts
  #stash = 0
  #isTight = false
  #turn: Promise<void> = Promise.resolve()

  constructor(account: StripeAccount, parts: PaceParts) {
    this.#account = account
    this.#parts = parts
  }

  get isTight(): boolean {
    return this.#isTight
  }

  take(): Promise<void> {
    this.#turn = this.#turn.catch(() => undefined).then(() => this.#next())
    return this.#turn
  }

  async #next(): Promise<void> {
    if (this.#stash < 1) await this.#draw()
    this.#stash--
  }

  async #draw(): Promise<void> {
    const { database, timers, perSecond } = this.#parts
    const wanted = Math.max(1, Math.floor(perSecond / 4))
    const options = { wanted, perSecond, burst: wanted }
    for (let tries = 1; ; tries++) {
      this.#isTight = tries > 1
      this.#stash = await drawBudget(database, this.#account, options)
      if (this.#stash >= 1) return
      await timers.sleep((wanted / perSecond) * 1000)
    }
  }
}
