/** Members: the people who sign in, and the accounts they may act for. */
import type { Store } from './store.js'

export interface MemberRow {
  id: string
  email: string
  name: string | null
  password_hash: string
  created: number
}

export type Role = 'administrator' | 'viewer'

/** An account as its member sees it in a list. */
export interface MembershipRow {
  account: string
  role: Role
  business_name: string | null
  email: string
  country: string
  activated: number
}

export function addMember(store: Store, member: MemberRow): void {
  const { id, email, name, password_hash, created } = member
  store.run(
    'insert into members (id, email, name, password_hash, created) values (?, ?, ?, ?, ?)',
    ...[id, email, name, password_hash, created],
  )
}

/** The address is compared without case, as people type it. */
export function findMemberByEmail(store: Store, email: string): MemberRow | undefined {
  return store.get('select * from members where email = ? collate nocase', email)
}

export function findMember(store: Store, id: string): MemberRow | undefined {
  return store.get('select * from members where id = ?', id)
}

export function addMembership(
  store: Store,
  membership: { member: string; account: string; role: Role },
): void {
  const { member, account, role } = membership
  store.run(
    'insert into memberships (member, account, role) values (?, ?, ?)',
    ...[member, account, role],
  )
}

/** Every account `member` belongs to, oldest first. */
export function listMemberships(store: Store, member: string): MembershipRow[] {
  return store.all(
    `select m.account, m.role, a.business_name, a.email, a.country, a.activated
       from memberships m
       join accounts a on a.id = m.account
      where m.member = ?
      order by a.created, a.rowid`,
    member,
  )
}

export function setPassword(store: Store, member: string, passwordHash: string): void {
  store.run('update members set password_hash = ? where id = ?', passwordHash, member)
}
