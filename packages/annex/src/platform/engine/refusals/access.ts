/** Refusals about who asks: keys, connected accounts and what an application was granted. */
import { Refusal, type ErrorFields } from '../errors.js'

const SUPPORT =
  'See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.'

export function missingKey(): Refusal {
  return unauthorized(
    'You did not provide an API key. You need to provide your API key in the Authorization header, ' +
      `using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). ${SUPPORT}`,
  )
}

/** @param maskedKey from `maskKey`: a refusal never repeats a key */
export function invalidKey(maskedKey: string): Refusal {
  return unauthorized(`Invalid API Key provided: ${maskedKey}`)
}

/** A key of the caller's own that was rolled. */
export function expiredKey(maskedKey: string): Refusal {
  return unauthorized(`Expired API Key provided: ${maskedKey}`, 'api_key_expired')
}

/** An OAuth access token that was revoked or has expired. */
export function expiredAccessToken(maskedKey: string): Refusal {
  return unauthorized(`Expired API Key provided: ${maskedKey}`, 'platform_api_key_expired')
}

export function secretKeyRequired(): Refusal {
  return unauthorized(
    'This API call cannot be made with a publishable API key. Please use a secret API key. ' +
      'You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
    'secret_key_required',
  )
}

/** Unknown, never connected and disconnected look the same: the caller may not learn which. */
export function accountInvalid(maskedKey: string, account: string): Refusal {
  return forbidden(
    `The provided key '${maskedKey}' does not have access to account '${account}' (or that account ` +
      'does not exist). Application access may have been revoked.',
    'account_invalid',
  )
}

export function platformAccountRequired(): Refusal {
  return forbidden(
    'Only Stripe Connect platforms can work with other accounts. If you specified a client_id parameter, ' +
      "make sure it's correct. If you need to setup a Stripe Connect platform, you can do so at " +
      'https://dashboard.stripe.com/account/applications/settings.',
    'platform_account_required',
  )
}

/** A `read_only` application that tried to write through the `Stripe-Account` header. */
export function morePermissionsRequired(account: string, scope = 'read_write'): Refusal {
  return forbidden(
    `${lackingPermissions(account)} Having the '${scope}' scope would allow this request to continue.`,
    'more_permissions_required_for_application',
  )
}

/** The same attempt with the `read_only` access token itself. */
export function tokenLacksPermission(maskedKey: string, account: string): Refusal {
  return forbidden(
    `The provided key '${maskedKey}' does not have the required permissions for this endpoint on account ` +
      `'${account}'. Having more permissions would allow this request to continue.`,
  )
}

/** A key that opens one object, used for anything else. */
export function aboutAnotherObject(maskedKey: string, account: string): Refusal {
  return forbidden(
    `The provided key '${maskedKey}' does not have the required permissions for this endpoint on account ` +
      `'${account}'. It was made for one object, and this request is not about that.`,
  )
}

/** An endpoint that no application may use on someone's behalf. */
export function notForApplications(account: string): Refusal {
  return forbidden(
    `${lackingPermissions(account)} The required permissions are not available for use by Connect applications.`,
  )
}

function lackingPermissions(account: string): string {
  return `This application does not have the required permissions for this endpoint on account '${account}'.`
}

function unauthorized(message: string, code?: string): Refusal {
  return new Refusal(401, fields(message, code))
}

function forbidden(message: string, code?: string): Refusal {
  return new Refusal(403, fields(message, code))
}

function fields(message: string, code?: string): ErrorFields {
  return { type: 'invalid_request_error', message, ...(code === undefined ? {} : { code }) }
}
