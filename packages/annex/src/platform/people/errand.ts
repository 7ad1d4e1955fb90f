/** Why somebody is asked to sign in: the page they came from may say. */

/** An application waiting for an answer; what it knows of the person fills the sign-up form. */
export interface Errand {
  application: string
  /** Path of its logo. */
  logo: string | undefined
  primaryColor: string | undefined
  livemode: boolean
  prefill: { email: string; name: string; business_name: string; country: string }
}

/** @param path where the person will return to */
export type ErrandOf = (path: string, browserHash: string) => Errand | undefined
