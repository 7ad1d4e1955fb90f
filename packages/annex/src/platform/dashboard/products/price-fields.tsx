/** How much and how often: the questions of a price, on a new product and on a known one. */
import { Field, SelectField } from '../../../web/components/field.js'
import { oneOf } from '../query.js'
import { parseAmount } from '../payments/amount.js'
import type { Refused } from '../change.js'

export interface PriceForm {
  amount: string
  currency: string
  rhythm: string
}

const RHYTHMS = [
  ['month', 'Every month'],
  ['year', 'Every year'],
  ['once', 'Once'],
] as const

export interface PriceFieldsProps {
  typed: PriceForm
  refused: Refused | undefined
}

/** The parameters they are about, for what the API has to say about one of them. */
const AMOUNTS = ['unit_amount', 'default_price_data']

export function PriceFields({ typed, refused }: PriceFieldsProps) {
  const errorAt = (...params: string[]) =>
    params.includes(refused?.param ?? '') ? refused?.message : undefined
  return (
    <>
      <Field
        {...{ label: 'Price', name: 'amount', value: typed.amount, inputmode: 'decimal' }}
        {...{ placeholder: '19.00', autocomplete: 'off', error: errorAt(...AMOUNTS) }}
      />
      <Field
        {...{ label: 'Currency', name: 'currency', value: typed.currency, maxlength: 3 }}
        {...{ hint: 'Three letters, such as usd or eur.', autocomplete: 'off' }}
        error={errorAt('currency')}
      />
      <SelectField
        {...{ label: 'Paid', name: 'rhythm', value: typed.rhythm, options: RHYTHMS }}
        hint="Prices never change; archive one and add another instead."
      />
    </>
  )
}

export function typedPrice(field: (name: string) => string): PriceForm {
  return {
    amount: field('amount'),
    currency: field('currency').toLowerCase(),
    rhythm: field('rhythm'),
  }
}

/** What the API is asked for, or what must be typed differently. */
export function priceParams(typed: PriceForm): { params: object } | { refused: Refused } {
  const rhythm = oneOf(['month', 'year', 'once'] as const, typed.rhythm)
  if (!/^[a-z]{3}$/.test(typed.currency)) {
    return { refused: wrong('currency', 'Write three letters, such as usd.') }
  }
  const unit_amount = parseAmount(typed.amount, typed.currency)
  if (unit_amount === undefined) {
    return { refused: wrong('unit_amount', 'Write an amount such as 12.50.') }
  }
  const recurring = rhythm === 'once' ? {} : { recurring: { interval: rhythm } }
  return { params: { unit_amount, currency: typed.currency, ...recurring } }
}

function wrong(param: string, message: string): Refused {
  return { ok: false, param, message }
}
