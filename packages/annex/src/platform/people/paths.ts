/** Paths of the people's pages. */

export const SIGN_IN = '/sign-in'
export const SIGN_UP = '/sign-up'
export const SIGN_OUT = '/sign-out'
export const PASSWORD = '/password'
/** Changes the account or mode the dashboard shows. */
export const SWITCH = '/switch'
/** One more account for somebody who has one. */
export const NEW_ACCOUNT = '/accounts/new'
/** Where signing in leads when nobody said otherwise. */
export const HOME = '/'

export function signInPath(returnTo?: string): string {
  return withReturn(SIGN_IN, returnTo)
}

export function signUpPath(returnTo?: string): string {
  return withReturn(SIGN_UP, returnTo)
}

function withReturn(path: string, returnTo: string | undefined): string {
  return returnTo ? `${path}?return_to=${encodeURIComponent(returnTo)}` : path
}
