/** The door to the platform: `createPlatform()`. */
import { openPlatform, type Platform } from './platform/app.js'
import type { PlatformOptions } from './platform/config.js'
import type { SeededAccount } from './platform/seed/accounts.js'
import type { Snapshot } from './platform/snapshot.js'
import type { SeedInput } from './platform/seed/seed-file.js'

export type { Platform, PlatformOptions, SeededAccount, SeedInput, Snapshot }

/** A Stripe-compatible platform. It listens nowhere: give its `fetch` to a server or a client. */
export async function createPlatform(options: PlatformOptions = {}): Promise<Platform> {
  return openPlatform(options)
}

/**
 * What the control port answers: reading and moving the clock, for whoever knows the token.
 * Give it to a server on an address that only you reach.
 */
export async function controlOf(
  platform: Platform,
  token: string,
): Promise<(request: Request) => Promise<Response>> {
  const { controlHandler } = await import('./platform/control/control.js')
  return controlHandler(platform.parts, token)
}

/**
 * Adds what a seed says and the platform doesn't have yet. The same seed again changes nothing.
 * @param seed as the seed file has it; checked here
 * @returns the seed's accounts with their keys, where those were given or have just been made
 * @throws SeedError naming everything that is wrong
 */
export async function seedPlatform(platform: Platform, seed: unknown): Promise<SeededAccount[]> {
  // Checking loads a schema library, which a start without a seed shouldn't wait for.
  const { readSeed } = await import('./platform/seed/seed-file.js')
  const { applySeed } = await import('./platform/seed/apply.js')
  const { outside, ...parts } = platform.parts
  return applySeed(readSeed(seed), { ...parts, clock: outside.clock, random: outside.random })
}
