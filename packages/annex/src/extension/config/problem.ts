/** What is wrong with the configuration, all of it at once, each with what to do. */

export interface Problem {
  /** As people set it: `STRIPE_SECRET_KEY`. Its value never appears. */
  setting: string
  /** A sentence that follows the name: `is missing. Copy it from …`. */
  text: string
}

/** The configuration can't be used; a process that meets this exits with 78. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const lines = problems.map(({ setting, text }) => `  ${setting} ${text}`)
    super(`The extension can't start with this configuration:\n${lines.join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}
