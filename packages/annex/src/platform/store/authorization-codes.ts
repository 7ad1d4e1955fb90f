/** Authorization codes: hashed, good for five minutes, exchanged once (reliability S3). */
import type { Scope } from './grants.js'
import type { Store } from './store.js'

export interface CodeRow {
  hash: string
  grant_id: string
  client_id: string
  redirect_uri: string
  scope: Scope
  code_challenge: string | null
  created: number
  expires_at: number
  used_at: number | null
  /** Hash of the idempotency key and body that won, and its sealed answer (oauth.md 3.4). */
  replay_key: string | null
  replay_answer: string | null
}

export type NewCode = Omit<CodeRow, 'used_at' | 'replay_key' | 'replay_answer'>

export function addCode(store: Store, code: NewCode): void {
  const { hash, grant_id, client_id, redirect_uri, scope, code_challenge, created, expires_at } =
    code
  store.run(
    `insert into authorization_codes (hash, grant_id, client_id, redirect_uri, scope,
                                      code_challenge, created, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[hash, grant_id, client_id, redirect_uri, scope, code_challenge, created, expires_at],
  )
}

export function findCode(store: Store, hash: string): CodeRow | undefined {
  return store.get('select * from authorization_codes where hash = ?', hash)
}

/** @returns whether this call is the one that used it */
export function useCode(store: Store, hash: string, now: number): boolean {
  const changed = store.run(
    'update authorization_codes set used_at = ? where hash = ? and used_at is null',
    ...[now, hash],
  )
  return changed === 1
}

/** Keeps the winner's answer, so that its own repetition hears it again. */
export function keepReplay(
  store: Store,
  hash: string,
  replay: { key: string; answer: string },
): void {
  store.run(
    'update authorization_codes set replay_key = ?, replay_answer = ? where hash = ?',
    ...[replay.key, replay.answer, hash],
  )
}

/** Answers that may no longer be repeated hold tokens; they go when their code has expired. */
export function forgetReplays(store: Store, now: number): void {
  store.run(
    `update authorization_codes set replay_answer = null
      where replay_answer is not null and expires_at <= ?`,
    now,
  )
}
