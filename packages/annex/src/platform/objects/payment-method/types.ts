/** How money comes in by each type of payment method: https://docs.stripe.com/payments/payment-methods. */

/** The bank answers days later. */
const DEBITED = [
  'acss_debit',
  'au_becs_debit',
  'bacs_debit',
  'nz_bank_account',
  'sepa_debit',
  'us_bank_account',
]

/** The payer goes to a page of the bank or the wallet, and allows it there. */
const REDIRECTING = [
  'affirm',
  'afterpay_clearpay',
  'alipay',
  'alma',
  'amazon_pay',
  'bancontact',
  'billie',
  'cashapp',
  'eps',
  'fpx',
  'giropay',
  'grabpay',
  'ideal',
  'kakao_pay',
  'klarna',
  'mobilepay',
  'naver_pay',
  'p24',
  'pay_by_bank',
  'payco',
  'paypal',
  'revolut_pay',
  'samsung_pay',
  'satispay',
  'sofort',
  'swish',
  'twint',
  'wechat_pay',
  'zip',
]

export type Way = 'card' | 'debit' | 'redirect' | 'cash' | 'at_once'

export function wayOf(type: string): Way {
  if (type === 'card') return 'card'
  if (type === 'customer_balance') return 'cash'
  if (DEBITED.includes(type)) return 'debit'
  return REDIRECTING.includes(type) ? 'redirect' : 'at_once'
}
