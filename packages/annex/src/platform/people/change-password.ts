/** Changing a password: whoever else is signed in with the old one is signed out (reliability S10). */
import { hashPassword, isPassword, passwordFault } from '../../core/password.js'
import { findMember, setPassword } from '../store/members.js'
import { removeSessionsOf } from '../store/sessions.js'
import type { Faults } from './sign-up.js'
import type { PeopleTools } from './tools.js'

export interface PasswordForm {
  current: string
  password: string
}

/** @returns what is wrong; undefined: it is changed, and every session of the member has ended */
export async function changePassword(
  people: PeopleTools,
  member: string,
  form: PasswordForm,
): Promise<Faults<PasswordForm> | undefined> {
  const fault = passwordFault(form.password)
  if (fault) return { password: fault }
  const known = findMember(people.store, member)
  if (!(await isPassword(form.current, known?.password_hash, people.passwordCost))) {
    return { current: 'This is not your current password.' }
  }
  const passwordHash = await hashPassword(form.password, people.random, people.passwordCost)
  people.store.transaction(() => {
    setPassword(people.store, member, passwordHash)
    removeSessionsOf(people.store, member)
  })
  return undefined
}
