/** Accounts of a seed, their keys, and the people who own them. */
import { newId } from '../../core/ids.js'
import { createAccount, findAccount, findAccountByEmail, type KeyPair } from '../store/accounts.js'
import { addMember, addMembership, findMemberByEmail, listMemberships } from '../store/members.js'
import type { SeedAccount } from './seed-file.js'
import type { SeedTools } from './tools.js'

/** Keys made at an earlier start are not here: only their hashes were kept. */
export interface SeededAccount {
  id: string
  email: string
  keys: { test: Partial<KeyPair>; live: Partial<KeyPair> }
}

/** @param passwordHash of a person who is new; undefined: there already, or nobody signs in */
export function applyAccount(
  account: SeedAccount,
  passwordHash: string | undefined,
  tools: SeedTools,
): SeededAccount {
  const seeded = existing(account, tools) ?? created(account, tools)
  if (passwordHash !== undefined) addPerson(account, passwordHash, tools)
  if (account.password !== undefined) joinPerson(account.email, seeded.id, tools)
  return seeded
}

function existing(account: SeedAccount, { store }: SeedTools): SeededAccount | undefined {
  const { id, email, keys } = account
  const found = id === undefined ? findAccountByEmail(store, email) : findAccount(store, id)
  return found && { id: found.id, email, keys: { test: keys.test ?? {}, live: keys.live ?? {} } }
}

function created(account: SeedAccount, tools: SeedTools): SeededAccount {
  const made = createAccount(account, { ...tools, now: tools.clock.now() })
  return { id: made.account.id, email: account.email, keys: made.keys }
}

// Two accounts of one seed may name the same person.
function addPerson({ email, name }: SeedAccount, password_hash: string, tools: SeedTools): void {
  const { store, random, clock } = tools
  if (findMemberByEmail(store, email)) return
  const id = newId('mem', random)
  addMember(store, { id, email, name: name ?? null, password_hash, created: clock.now() })
}

function joinPerson(email: string, account: string, { store }: SeedTools): void {
  const member = findMemberByEmail(store, email)?.id
  if (!member || listMemberships(store, member).some((joined) => joined.account === account)) return
  addMembership(store, { member, account, role: 'administrator' })
}
