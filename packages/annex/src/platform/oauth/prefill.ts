/** `stripe_user[…]`: what an app knows of a person, for the form of a new account (oauth.md 2.3). */
import { findCountry } from '../people/countries.js'
import { checkedName } from '../people/names.js'
import { isEmail } from '../people/sign-up.js'
import type { Parameters } from './parameters.js'

/** Checked values by their key inside the brackets. */
export type Prefill = Readonly<Record<string, string>>

type Values = ReadonlyMap<string, string>
type Rule = (value: string, others: Values) => boolean

const text: Rule = (value) => checkedName(value).ok
const withCountry: Rule = (value, others) => text(value, others) && hasCountry(others)
const japanese: Rule = (value, others) => text(value, others) && others.get('country') === 'JP'
const birthday: Rule = (value, others) => /^\d{1,4}$/.test(value) && isBirthday(others)

const RULES: Readonly<Record<string, Rule>> = {
  email: isEmail,
  url: (value) => URL.canParse(value) && /^https?:\/\//.test(value) && value.length <= 500,
  country: (value) => findCountry(value) !== undefined,
  phone_number: (value, others) => /^\d{10}$/.test(value) && hasCountry(others),
  business_name: text,
  business_type: (value) =>
    ['sole_prop', 'corporation', 'non_profit', 'partnership', 'llc'].includes(value),
  ...{ first_name: text, last_name: text, product_description: (value) => value.length <= 500 },
  ...{ dob_day: birthday, dob_month: birthday, dob_year: birthday },
  ...{ street_address: text, city: withCountry, zip: withCountry },
  state: (value, others) => /^[A-Z]{2}$/.test(value) && hasCountry(others),
  physical_product: (value) => value === 'true' || value === 'false',
  currency: (value, others) => findCountry(others.get('country') ?? '')?.currency === value,
  gender: (value, others) => ['male', 'female'].includes(value) && japanese(value, others),
  ...{ first_name_kana: japanese, first_name_kanji: japanese },
  ...{ last_name_kana: japanese, last_name_kanji: japanese },
  ...{ block_kana: japanese, block_kanji: japanese },
  ...{ building_kana: japanese, building_kanji: japanese },
}

/** Keeps what is valid and drops the rest without a word, as Stripe does. */
export function readPrefill(parameters: Parameters): Prefill {
  const given = new Map<string, string>()
  for (const [name, value] of parameters) {
    const key = /^stripe_user\[(\w{1,40})\]$/.exec(name)?.[1]
    if (key) given.set(key, value)
  }
  const valid = [...given].filter(([key, value]) => {
    const rule = Object.hasOwn(RULES, key) ? RULES[key] : undefined
    return rule !== undefined && rule(value, given)
  })
  return Object.fromEntries(valid)
}

function hasCountry(values: Values): boolean {
  return findCountry(values.get('country') ?? '') !== undefined
}

/** All three or none, a day that exists, a year after 1900. */
function isBirthday(values: Values): boolean {
  const [year, month, day] = ['year', 'month', 'day'].map((part) =>
    Number(values.get(`dob_${part}`) ?? Number.NaN),
  )
  if (!year || !month || !day || year <= 1900) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
