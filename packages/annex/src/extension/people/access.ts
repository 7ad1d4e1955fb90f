/** Who may use the console, and for which tenant: three ways to decide it. */

export interface Person {
  id: string
  /** How they see themselves: an email address, a name. */
  name?: string | undefined
  /** Whose accounts they work on together with others; their own when left out. */
  team?: string | undefined
}

/** The host app's own sign-in: it knows its people, and gives null for anybody else. */
export type Allow = (request: Request) => Person | null | Promise<Person | null>

export type Access =
  | { kind: 'host'; allow: Allow }
  /** Development: whoever sits at this machine. */
  | { kind: 'open' }
  | { kind: 'password' }

/** With no host app around there is one team, so accounts stay when a password is added. */
export const ONE_TEAM = 'team'

export function tenantOf(person: Person): string {
  return person.team ?? person.id
}
