/** What `pg` throws, told apart: a server that can't be asked, or a statement it refused. */
import { DatabaseError } from 'pg'
import { isUnavailableCode, StoreUnavailable } from './unavailable.js'

/** `pg` has no class or code for these. */
const GONE =
  /^(?:connection terminated|client has encountered a connection error|client was closed|query read timeout|timeout (?:exceeded|expired)|cannot use a pool)/i

/** Codes of the operating system and of name look-ups: `ECONNREFUSED`, `EAI_AGAIN`. */
const OF_THE_NETWORK = /^E[A-Z_]+$/

/** Runs what asks the server. @throws StoreUnavailable when there was none to ask */
export async function asking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error) || !meansGone(error)) throw error
    throw new StoreUnavailable(`The store is not available: ${error.message}`, { cause: error })
  }
}

function meansGone(error: Error): boolean {
  if (error instanceof DatabaseError) return isUnavailableCode(error.code)
  const isOfTheNetwork =
    'code' in error && typeof error.code === 'string' && OF_THE_NETWORK.test(error.code)
  return isOfTheNetwork || GONE.test(error.message)
}
