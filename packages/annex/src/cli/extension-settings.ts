/** An extension's settings as the command line finds them: flags, environment, `.env`, configuration file. */
import type { ExtensionOptions } from '../extension.js'
import { find, type Flags, type Surroundings } from './settings.js'

/**
 * Everything `createExtension` reads, but for what the caller decides. What stands in the section
 * `extension` of `annex.config.ts` may also be the app's own code: `onConnect`, `allow`, `brand`.
 */
export function extensionOptions(
  flags: Flags,
  surroundings: Surroundings,
  fallback: { publicUrl: string },
): ExtensionOptions {
  const { env, config } = surroundings
  const database = find(
    { flag: 'database', config: 'database', env: 'DATABASE_URL' },
    flags,
    surroundings,
  )
  const publicUrl = find(
    { flag: 'public-url', config: 'publicUrl', env: 'PUBLIC_URL' },
    flags,
    surroundings,
  )
  return {
    ...config,
    env,
    publicUrl: publicUrl?.text ?? fallback.publicUrl,
    ...(database && { database: database.text }),
  }
}
