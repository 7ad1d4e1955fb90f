/** The password everybody in a world has, kept so cheaply that signing in costs a test nothing. */
import { hashPassword } from '../../core/password.js'
import { systemRandom } from '../../core/random.js'

export const PASSWORD = 'correct horse'

/** As little as argon2id allows; what the product keeps is proved beside its code. */
export const CHEAP = { memory: 8, passes: 1, parallelism: 1 }

export const passwordHash = await hashPassword(PASSWORD, systemRandom, CHEAP)
