/** Signing up: a person, and the first account they own. */
import { newId, randomText } from '../../core/ids.js'
import { addMember, addMembership, findMemberByEmail } from '../store/members.js'
import { checkedName } from './names.js'
import { openAccount, type AccountDetails } from './open-account.js'
import { hashPassword, passwordFault } from '../../core/password.js'
import { findCountry } from './countries.js'
import type { PeopleTools } from './tools.js'

/** What the form sent, as text. */
export interface SignUpForm {
  email: string
  name: string
  password: string
  business_name: string
  country: string
}

/** What is wrong, beside the field it is about. */
export type Faults<Form> = Partial<Record<keyof Form, string>>

export type SignUpOutcome =
  | { kind: 'signed_up'; member: string }
  | { kind: 'refused' | 'taken'; faults: Faults<SignUpForm> }

export async function signUp(people: PeopleTools, form: SignUpForm): Promise<SignUpOutcome> {
  const email = form.email.trim()
  const faults = faultsOf({ ...form, email })
  if (Object.keys(faults).length > 0) return { kind: 'refused', faults }
  const passwordHash = await hashPassword(form.password, people.random, people.passwordCost)
  return people.store.transaction(() => {
    if (findMemberByEmail(people.store, email)) return { kind: 'taken', faults: TAKEN }
    const account = { email, business_name: form.business_name.trim(), country: form.country }
    return { kind: 'signed_up', member: join(people, { ...form, email, passwordHash }, account) }
  })
}

/**
 * "Skip this form" of the test-mode connect flow (oauth.md 2.4): a person and an account made up
 * on the spot, for trying a flow out. Nobody learns its password, so it lasts as long as its session.
 */
export async function skipSignUp(people: PeopleTools): Promise<string> {
  const word = randomText(10, people.random).toLowerCase()
  const email = `skipped-${word}@example.test`
  const passwordHash = await hashPassword(
    randomText(32, people.random),
    people.random,
    people.passwordCost,
  )
  const account = { email, business_name: `Test business ${word.slice(0, 4)}`, country: 'US' }
  return people.store.transaction(() =>
    join(people, { email, name: 'Test person', passwordHash }, account),
  )
}

const TAKEN = { email: 'Somebody already signed up with this address. Sign in instead.' }

function join(
  people: PeopleTools,
  person: { email: string; name: string; passwordHash: string },
  details: AccountDetails,
): string {
  const id = newId('mem', people.random)
  const { email, passwordHash } = person
  const name = person.name.trim() || null
  const created = people.clock.now()
  addMember(people.store, { id, email, name, password_hash: passwordHash, created })
  const account = openAccount(people, details)
  addMembership(people.store, { member: id, account, role: 'administrator' })
  return id
}

function faultsOf(form: SignUpForm): Faults<SignUpForm> {
  const password = passwordFault(form.password)
  return {
    ...(isEmail(form.email) ? {} : { email: 'Enter an email address, like you@shop.example.' }),
    ...(password ? { password } : {}),
    ...(form.name.trim() === '' || checkedName(form.name).ok ? {} : { name: 'Use plain letters.' }),
    ...accountFaults(form),
  }
}

/** What is wrong with the part of a form that describes an account. */
export function accountFaults(
  form: Pick<SignUpForm, 'business_name' | 'country'>,
): Faults<Pick<SignUpForm, 'business_name' | 'country'>> {
  const name = checkedName(form.business_name)
  return {
    ...(name.ok ? {} : { business_name: name.fault }),
    ...(findCountry(form.country) ? {} : { country: 'Choose a country from the list.' }),
  }
}

/** Good enough to write to; whether somebody reads it, only a mail would tell. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@"<>]+@[^\s@"<>.]+(?:\.[^\s@"<>.]+)+$/.test(text)
}
