/** The keys that seal credentials: from the environment, or one made for development (K2). */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../../core/random.js'
import { parseKeyRing, SealError, type KeyRing } from '../../core/seal.js'
import { ConfigError } from './problem.js'

export interface KeySource {
  /** The setting's text: `id:base64`, several separated by commas, newest first. */
  text: string | undefined
  production: boolean
  /** Where a development key is kept, beside the database and outside it; null: only in memory. */
  directory: string | null
  random: Random
}

const HOW =
  "Make one: node -p \"'k1:' + require('crypto').randomBytes(32).toString('base64')\", and keep it where the database isn't."

/** @throws ConfigError when a key is missing in production, malformed, or not random */
export function readKeyRing(source: KeySource): KeyRing {
  if (source.text) return checkedKeyRing(source.text)
  if (source.production) throw wrong(`is missing. ${HOW}`)
  return checkedKeyRing(developmentKey(source))
}

function checkedKeyRing(text: string): KeyRing {
  const ring = parsed(text)
  const weak = ring.keys.find(({ key }) => looksTyped(key))
  if (weak) throw wrong(`has a key that isn't random: '${weak.id}'. ${HOW}`)
  return ring
}

function parsed(text: string): KeyRing {
  try {
    return parseKeyRing(text)
  } catch (error) {
    if (error instanceof SealError) throw wrong(`isn't id:base64 of 32 bytes. ${HOW}`)
    throw error
  }
}

/** Zeros, patterns and words from an example: 32 random bytes are never readable nor this alike. */
function looksTyped(key: Uint8Array): boolean {
  const readable = key.every((byte) => byte >= 0x20 && byte < 0x7f)
  const sequence = key.every((byte, index) => index === 0 || byte === (key[index - 1] ?? 0) + 1)
  return readable || sequence || new Set(key).size < 16
}

function developmentKey({ directory, random }: KeySource): string {
  const fresh = `dev:${Buffer.from(random.bytes(32)).toString('base64')}`
  if (!directory) return fresh
  const file = join(directory, 'encryption.key')
  mkdirSync(directory, { recursive: true })
  try {
    writeFileSync(file, `${fresh}\n`, { mode: 0o600, flag: 'wx' })
    return fresh
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return readFileSync(file, 'utf8').trim()
    }
    throw error
  }
}

function wrong(text: string): ConfigError {
  return new ConfigError([{ setting: 'ENCRYPTION_KEY', text }])
}
