/** Parameters of the test helpers, whose names the official package keeps to itself. */
import type { Stripe } from 'stripe'

type Helpers = Stripe['testHelpers']['issuing']
type Authorizations = Helpers['authorizations']
type Transactions = Helpers['transactions']

export type CreateParams = Parameters<Authorizations['create']>[0]
export type CaptureParams = NonNullable<Parameters<Authorizations['capture']>[1]>
export type FinalizeAmountParams = Parameters<Authorizations['finalizeAmount']>[1]
export type IncrementParams = Parameters<Authorizations['increment']>[1]
export type ReverseParams = NonNullable<Parameters<Authorizations['reverse']>[1]>
export type ForceCaptureParams = Parameters<Transactions['createForceCapture']>[0]
export type RefundParams = NonNullable<Parameters<Transactions['refund']>[1]>
