/** Which wallets work on a domain. Nothing is fetched from it: its name alone decides. */
import type Stripe from 'stripe'
import { isPublic } from './name.js'

type Domain = Stripe.PaymentMethodDomain
type Wallet = Stripe.PaymentMethodDomain.ApplePay

const AT_ONCE = ['amazon_pay', 'google_pay', 'klarna', 'link', 'paypal'] as const

/** After registration: Apple Pay waits for its file, which only validation looks for. */
export function registered(name: string): Partial<Domain> {
  return {
    ...wallets(name),
    apple_pay: inactive(
      'The domain has not been validated since it was registered. Host the verification file, then validate it.',
    ),
  }
}

/** After validation. A name that others cannot reach is validated in vain. */
export function validated(name: string): Partial<Domain> {
  return { ...wallets(name), apple_pay: walletOn(name) }
}

function wallets(name: string): Partial<Domain> {
  return Object.fromEntries(AT_ONCE.map((wallet) => [wallet, walletOn(name)]))
}

function walletOn(name: string): Wallet {
  return isPublic(name)
    ? { status: 'active' }
    : inactive(`${name} cannot be reached from outside, so nothing on it can be verified.`)
}

function inactive(error_message: string): Wallet {
  return { status: 'inactive', status_details: { error_message } }
}
