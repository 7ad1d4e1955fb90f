/** What can be wrong with making an ephemeral key. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function nameOne(): Refusal {
  return invalidRequest(
    'Name what the key is for: exactly one of customer, issuing_card, or verification_session.',
    { code: 'parameter_missing', param: 'customer' },
  )
}

/** Who will hold the key was built against one version, whatever the account's own. */
export function versionMissing(): Refusal {
  return invalidRequest(
    'Send the Stripe-Version header when you create an ephemeral key: its holder is answered in that version.',
  )
}
