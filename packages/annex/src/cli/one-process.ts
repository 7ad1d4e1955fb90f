/** An embedded store belongs to one process; whoever comes second hears what to do instead. */
import { DirectoryLocked } from '../core/directory-lock.js'
import { Failure } from './failure.js'

/** Runs what opens the store. @throws Failure when another process has it */
export async function asOnlyProcess<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof DirectoryLocked)) throw error
    const more =
      "Several processes need a Postgres server: set DATABASE_URL. Embedded, 'annex start' does all the work itself."
    throw new Failure(`${error.message} ${more}`, 1, { cause: error })
  }
}
