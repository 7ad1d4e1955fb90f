/** The first owner: whoever can read the log of the process opens the door, once. */
import { hashPassword } from '../../core/password.js'
import { newId, randomText } from '../../core/ids.js'
import { sameText } from '../../core/secret.js'
import { hasPeople, insertFirstPerson } from '../store/people.js'
import type { PeopleTools } from './tools.js'

/** A link of this process; another start makes another. */
export interface Setup {
  link: string
  accepts(token: string): boolean
}

/** @returns undefined when people exist already, or need no password */
export async function openSetup(tools: PeopleTools): Promise<Setup | undefined> {
  if (tools.access.kind !== 'password' || (await hasPeople(tools.database))) return undefined
  const token = randomText(43, tools.outside.random)
  return {
    link: `${tools.routes.absolute('setup')}?token=${token}`,
    accepts: (given) => sameText(given, token),
  }
}

/** @returns the owner's id, or undefined when somebody was quicker */
export async function addOwner(
  given: { email: string; password: string },
  { database, outside, passwordCost }: PeopleTools,
): Promise<string | undefined> {
  const id = newId('person', outside.random)
  const email = given.email.trim().toLowerCase()
  const password_hash = await hashPassword(given.password, outside.random, passwordCost)
  const person = { id, email, password_hash, created: outside.clock.now() }
  const added = await database.transaction((tx) => insertFirstPerson(tx, person))
  return added ? id : undefined
}
