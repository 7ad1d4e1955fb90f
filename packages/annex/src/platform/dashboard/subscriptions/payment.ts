/** How a subscription made by hand is paid: the customer's own card, an invoice, or a test card. */

export interface PaymentChoice {
  readonly word: string
  readonly label: string
  /** A test card to save with the customer first. */
  readonly card?: string
  readonly params?: Readonly<Record<string, unknown>>
}

const DEFAULT: PaymentChoice = { word: 'default', label: 'The customer’s default card' }
const INVOICE: PaymentChoice = {
  ...{ word: 'invoice', label: 'An invoice they pay within 30 days' },
  params: { collection_method: 'send_invoice', days_until_due: 30 },
}
const CARDS: readonly PaymentChoice[] = [
  { word: 'visa', label: 'Test card 4242, always succeeds', card: 'pm_card_visa' },
  { word: 'fails', label: 'Test card 0341, declines', card: 'pm_card_chargeCustomerFail' },
  {
    ...{ word: 'authenticates', label: 'Test card 3184, asks for 3-D Secure' },
    card: 'pm_card_authenticationRequired',
  },
]

/** Test cards are for test mode. */
export function paymentChoices(livemode: boolean): readonly PaymentChoice[] {
  return livemode ? [DEFAULT, INVOICE] : [...CARDS, DEFAULT, INVOICE]
}
