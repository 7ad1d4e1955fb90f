/** `credentials.json` in the data directory: what `annex env` prints, since the store keeps hashes only. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform, SeededAccount } from '../platform.js'
import { findClientOfAccount } from '../platform/store/applications.js'
import { listEndpoints } from '../platform/store/endpoints.js'
import { signingSecrets } from '../platform/webhooks/secrets.js'

type Mode = 'test' | 'live'

/** What an app needs to act for one account in one mode. Absent: not known. */
export interface KnownMode {
  secret_key?: string
  publishable_key?: string
  client_id?: string
  /** Of its webhook endpoints, newest first, each once. */
  webhook_secrets: string[]
  /** Of its newest endpoint: where the app is reached. */
  public_url?: string
}

export interface KnownAccount {
  id: string
  email: string
  test: KnownMode
  live: KnownMode
}

export interface Credentials {
  /** Where the platform was last reached. */
  url: string
  accounts: KnownAccount[]
}

const NAME = 'credentials.json'

/** Undefined when nothing was written there yet. */
export function readCredentials(data: string): Credentials | undefined {
  try {
    return JSON.parse(readFileSync(join(data, NAME), 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** For its owner alone; readers see the old file or the new one, never half of one. */
export function writeCredentials(data: string, credentials: Credentials): void {
  const path = join(data, NAME)
  writeFileSync(`${path}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** Keys that are not known now were, perhaps, at an earlier start. */
export function credentialsOf(
  platform: Platform,
  url: string,
  seeded: readonly SeededAccount[],
  earlier: Credentials | undefined,
): Credentials {
  const known = seeded.map((account) => {
    const before = earlier?.accounts.find(({ id }) => id === account.id)
    const modeOf = (mode: Mode) => ({ ...before?.[mode], ...knownMode(platform, account, mode) })
    return { id: account.id, email: account.email, test: modeOf('test'), live: modeOf('live') }
  })
  const others = earlier?.accounts.filter(({ id }) => !known.some((one) => one.id === id)) ?? []
  return { url, accounts: [...known, ...others] }
}

function knownMode(platform: Platform, { id, keys }: SeededAccount, mode: Mode): KnownMode {
  const { store, keyRing, outside } = platform.parts
  const client = findClientOfAccount(store, id, mode === 'live')
  const endpoints = listEndpoints(store, id, mode === 'live')
  const secrets = endpoints.flatMap((one) => signingSecrets(one, keyRing, outside.clock.now()))
  const { secret, publishable } = keys[mode]
  return {
    ...(secret && { secret_key: secret }),
    ...(publishable && { publishable_key: publishable }),
    ...(client && { client_id: client.client_id }),
    ...(endpoints[0] && { public_url: new URL(endpoints[0].url).origin }),
    webhook_secrets: [...new Set(secrets)],
  }
}
