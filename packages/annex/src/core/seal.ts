/** Encryption at rest: AES-256-GCM bound to what the value is for (reliability K1, K3). */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Random } from './random.js'

/** Keys by id; the first encrypts, all decrypt, so that keys can be rotated. */
export interface KeyRing {
  readonly keys: readonly { id: string; key: Uint8Array }[]
}

/** The value could not be opened: wrong key, wrong purpose, or changed at rest. */
export class SealError extends Error {}

/** Sealed by a key that is no longer given. */
export class KeyMissing extends SealError {
  constructor(id: string) {
    super(
      `ENCRYPTION_KEY no longer holds '${id}', which sealed what is kept. Give it again, after the ` +
        "newer one, until 'annex status' says that nothing is left under it.",
    )
  }
}

/** @param purpose bound into the seal: a value moved to another row or column will not open */
export function seal(plain: string, purpose: string, ring: KeyRing, random: Random): string {
  const newest = ring.keys[0]
  if (!newest) throw new SealError('There is no key to encrypt with.')
  const nonce = random.bytes(12)
  const cipher = createCipheriv('aes-256-gcm', newest.key, nonce).setAAD(Buffer.from(purpose))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  const parts = [nonce, body, cipher.getAuthTag()].map((part) =>
    Buffer.from(part).toString('base64url'),
  )
  return [newest.id, ...parts].join('.')
}

export function isSealedByNewest(sealed: string, { keys: [newest] }: KeyRing): boolean {
  return newest !== undefined && sealed.startsWith(`${newest.id}.`)
}

/** @throws SealError when the value was not sealed for `purpose` by a key of `ring` */
export function unseal(sealed: string, purpose: string, ring: KeyRing): string {
  const [id, nonce, body, tag] = sealed.split('.')
  const key = ring.keys.find((candidate) => candidate.id === id)?.key
  if (!nonce || body === undefined || !tag) throw new SealError('What is kept is no seal.')
  if (!key) throw new KeyMissing(id ?? '')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(Buffer.from(tag, 'base64url'))
    return (
      decipher.update(Buffer.from(body, 'base64url'), undefined, 'utf8') + decipher.final('utf8')
    )
  } catch (cause) {
    throw new SealError('The sealed value does not open.', { cause })
  }
}

/** Reads `ENCRYPTION_KEY`: `id:base64` of 32 bytes, several separated by commas, newest first. */
export function parseKeyRing(text: string): KeyRing {
  const keys = text.split(',').map((entry) => {
    const [id = '', encoded = ''] = entry.trim().split(':')
    const key = Buffer.from(encoded, 'base64')
    if (!/^\w+$/.test(id) || key.length !== 32) {
      throw new SealError(
        'ENCRYPTION_KEY must be id:base64 of 32 bytes, several separated by commas.',
      )
    }
    return { id, key }
  })
  return { keys }
}
