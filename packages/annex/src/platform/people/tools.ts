/** What the people's room works with. */
import type { Clock } from '../../core/clock.js'
import type { PasswordCost } from '../../core/password.js'
import type { Random } from '../../core/random.js'
import type { BrowserCookie } from '../../web/browser-id.js'
import type { Store } from '../store/store.js'

export interface PeopleTools {
  store: Store
  clock: Clock
  random: Random
  /** Keys the hashes of cookies and tokens; 32 bytes. */
  hashKey: Uint8Array
  /** Whether people reach us over https. */
  secure: boolean
  /** What a guess costs; left out but in tests, whose people sign in hundreds of times. */
  passwordCost?: PasswordCost
}

export function cookieOf(people: Pick<PeopleTools, 'secure'>): BrowserCookie {
  return { name: 'annex_platform', secure: people.secure }
}
