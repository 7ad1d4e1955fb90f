/** What can be wrong with a session, in Stripe's words. */
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import { minimumOf } from '../amounts.js'
import type { Session } from './kept.js'

export function notOpen(verb: string, { status }: Session): Refusal {
  const done = verb === 'pay' ? 'paid' : `${verb}d`
  return invalidRequest(
    `Only Checkout Sessions with a status in ["open"] can be ${done}. This Checkout Session has a status of \`${status}\`.`,
  )
}

/** @param param what only means something in other modes */
export function notInMode(param: string, mode: string): Refusal {
  return invalidRequest(`You can not pass \`${param}\` in \`${mode}\` mode.`, { param })
}

export function recurringInPaymentMode(param: string): Refusal {
  const message =
    'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.'
  return invalidRequest(message, { param })
}

export function nothingRecurring(): Refusal {
  const message =
    'You must provide at least one recurring price in `subscription` mode when using prices.'
  return invalidRequest(message, { param: 'line_items' })
}

export function noSuchLine(id: string, param: string): Refusal {
  return invalidRequest(`No such line item: '${id}'`, { code: 'resource_missing', param })
}

export function quantityMissing(index: number): Refusal {
  const param = `line_items[${index}][quantity]`
  const message = `Quantity is required. Add \`quantity\` to \`line_items[${index}]\``
  return invalidRequest(message, { code: 'parameter_missing', param })
}

export function productMissing(param: string): Refusal {
  const message = `You must specify either \`product\` or \`product_data\` when using \`price_data\`.`
  return invalidRequest(message, { code: 'parameter_missing', param: `${param}[product_data]` })
}

export function quantityBounds(param: string): Refusal {
  const message =
    'The `quantity` of a line item must be between the `minimum` and `maximum` of its `adjustable_quantity`.'
  return invalidRequest(message, { param })
}

export function totalTooSmall(currency: string): Refusal {
  const minimum = formatMoney(minimumOf(currency), currency)
  const message = `The Checkout Session's total amount due must add up to at least ${minimum} ${currency}`
  return invalidRequest(message, { code: 'amount_too_small', param: 'line_items' })
}

export function expiresTooSoon(): Refusal {
  return invalidRequest(
    'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
    { param: 'expires_at' },
  )
}

export function expiresTooLate(): Refusal {
  return invalidRequest(
    'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
    { param: 'expires_at' },
  )
}

export function trialTooShort(): Refusal {
  return invalidRequest('The `trial_end` date has to be at least 2 days in the future.', {
    param: 'subscription_data[trial_end]',
  })
}

export function notAnUrl(param: string): Refusal {
  return invalidRequest('Not a valid URL', { code: 'url_invalid', param })
}

export function tooManyDiscounts(): Refusal {
  return invalidRequest('You may only apply one coupon or promotion code.', { param: 'discounts' })
}

export function onlyHosted(mode: string): Refusal {
  return invalidRequest(
    `This platform shows Checkout on a page of its own: ui_mode=hosted_page. It cannot be embedded as '${mode}'.`,
    { param: 'ui_mode' },
  )
}

export function notOnThePage(types: readonly string[], param: string): Refusal {
  return invalidRequest(
    `The Checkout page of this platform takes card, us_bank_account and sepa_debit. Allow one of them; you passed: ${types.join(', ')}.`,
    { param },
  )
}

interface WrongCurrency {
  readonly only: string
  readonly given: string
  readonly param: string
}

export function notInCurrency(type: string, { only, given, param }: WrongCurrency): Refusal {
  return invalidRequest(
    `The payment method \`${type}\` cannot be used with the currency ${given}. It only supports: ${only}.`,
    { param },
  )
}

export function notRecoverable(): Refusal {
  return invalidRequest('This Checkout Session has not expired, or its recovery link is over.')
}

export function taxIdsNeedNames(): Refusal {
  return invalidRequest(
    'Tax ID collection requires updating the business name of the customer. Set `customer_update[name]` to `auto` to collect tax IDs of an existing one.',
    { param: 'tax_id_collection' },
  )
}

export function tooManyOptions(most: number): Refusal {
  const message = `You can offer at most ${most} optional items.`
  return invalidRequest(message, { param: 'optional_items' })
}

export function noSuchOption(price: string): Refusal {
  return invalidRequest(`No such optional item: '${price}'`, {
    ...{ code: 'resource_missing', param: 'optional_items' },
  })
}

export function tooManyRates(most: number): Refusal {
  const message = `You can offer at most ${most} shipping rates.`
  return invalidRequest(message, { param: 'shipping_options' })
}

export function rateInactive(id: string, param: string): Refusal {
  const message = `The shipping rate \`${id}\` is inactive. Only active shipping rates can be offered.`
  return invalidRequest(message, { param })
}

export function shippingInOtherCurrency(id: string, currency: string, param: string): Refusal {
  const message = `The shipping rate \`${id}\` has no amount in ${currency}. Use one with \`currency_options\` for it.`
  return invalidRequest(message, { param })
}

export function noSuchShipping(rate: string): Refusal {
  return invalidRequest(`No such shipping option: '${rate}'`, {
    ...{ code: 'resource_missing', param: 'shipping_rate' },
  })
}

export function unknownCode(code: string): Refusal {
  const shown = code.slice(0, 100)
  return invalidRequest(`This promotion code is not valid: ${shown}.`, { param: 'promotion_code' })
}

export function tooManyFields(most: number): Refusal {
  return invalidRequest(`You can ask for at most ${most} custom fields.`, {
    param: 'custom_fields',
  })
}

export function fieldTwice(key: string, param: string): Refusal {
  return invalidRequest(`The key '${key}' is used for more than one custom field.`, { param })
}

/** @param param what makes the first payment another than the page says */
export function notShown(param: string): Refusal {
  return invalidRequest(
    `The Checkout page of this platform does not show what a part of a period costs yet. Leave ${param} out.`,
    { param },
  )
}

/** @param param what the page would have to ask the payer for */
export function notAskedFor(param: string): Refusal {
  return invalidRequest(
    `The Checkout page of this platform does not collect what ${param} asks for yet. Leave it out.`,
    { param },
  )
}
