/** A command that cannot do what was asked, for a reason its user can act on. */
import { DirectoryLocked } from '../core/directory-lock.js'
import { KeyMissing } from '../core/seal.js'
import { NoSuchAccount, NoSuchJob, NoSuchKind } from '../extension/app/refusals.js'
import { ConfigError } from '../extension/config/problem.js'
import { SeedError } from '../platform/seed/seed-error.js'
import { AddressTaken } from '../web/listen.js'

/** What a shell sees: 1 could not, 2 was asked wrongly, 78 is set up wrongly (sysexits). */
export type ExitCode = 1 | 2 | 78

/** Its message is all that is printed; anything else that is thrown is a bug and shows its stack. */
export class Failure extends Error {
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = 1, options: ErrorOptions = {}) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** Reasons that other rooms state in words made for people. */
export function asFailure(error: unknown): unknown {
  if (error instanceof ConfigError) return new Failure(error.message, 78, { cause: error })
  if (error instanceof KeyMissing) return new Failure(error.message, 78, { cause: error })
  const said = [
    NoSuchAccount,
    NoSuchJob,
    NoSuchKind,
    AddressTaken,
    DirectoryLocked,
    SeedError,
  ].some((reason) => error instanceof reason)
  return said && error instanceof Error ? new Failure(error.message, 1, { cause: error }) : error
}
