/** Invented people with plausible names, addresses at a domain nobody can own, and ordinary cards. */
import type Stripe from 'stripe'
import type { Random } from '../../../core/random.js'
import { oneOf, weighted } from './choice.js'

const FIRST =
  'Ada Amir Anneke Beatriz Bjørn Caleb Chiara Dana Davor Elif Emre Farah Felix Gwen Hana Hugo Ida Ines Jonas Joy Kofi Lea Linh Lucas Mara Mateo Mina Nadia Noah Oona Owen Paula Priya Quinn Rafael Rosa Sami Sofia Tariq Thea Tomás Una Vera Viktor Wanda Yara Yusuf Zoë'.split(
    ' ',
  )
const LAST =
  'Abara Almeida Andersson Baker Bauer Becker Castillo Cohen Costa Dubois Egan Fischer Fontaine Garcia Haddad Hansen Ito Jansen Kaya Keller Kovač Laurent Lindqvist Lopez Marsh Moreau Nakamura Novak Okafor Olsen Park Petrov Quist Ramos Rossi Sato Schmidt Silva Tanaka Torres Ueda Varga Vogel Walsh Weber Winter Yilmaz Zhang'.split(
    ' ',
  )

/** How often each kind of card turns up. */
const CARDS = [
  ['pm_card_visa', 52],
  ['pm_card_mastercard', 22],
  ['pm_card_visa_debit', 12],
  ['pm_card_amex', 8],
  ['pm_card_discover', 3],
  ['pm_card_mastercard_prepaid', 3],
] as const

export interface Person {
  readonly name: string
  readonly email: string
}

/** People of one story: no two have the same name while there are names left. */
export function personIn(random: Random, taken: Set<string>): Person {
  for (let tries = 0; ; tries++) {
    const name = `${oneOf(FIRST, random)} ${oneOf(LAST, random)}`
    if (taken.has(name) && tries < 20) continue
    taken.add(name)
    return { name, email: `${mailName(name)}${tries < 20 ? '' : taken.size}@mail.example` }
  }
}

export function cardOf(random: Random): string {
  return weighted(CARDS, random)
}

export function addressIn(country: string, city: string): Stripe.AddressParam {
  return { country, city }
}

/** `Tomás Kovač` → `tomas.kovac` */
function mailName(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ø', 'o')
  return plain.toLowerCase().replaceAll(' ', '.')
}
