/** Who asked for the money, as a test says it, and what a test leaves out. */
import type Stripe from 'stripe'
import type { CreateParams } from './params.js'

type Given = NonNullable<CreateParams['merchant_data']>
type Merchant = Stripe.Issuing.Authorization.MerchantData

/** Merchant category codes (ISO 18245) of what tests like to buy; `0000` stands for the others. */
const CODES: Readonly<Record<string, string>> = {
  automated_fuel_dispensers: '5542',
  book_stores: '5942',
  computer_software_stores: '5734',
  eating_places_restaurants: '5812',
  electronics_stores: '5732',
  fast_food_restaurants: '5814',
  grocery_stores_supermarkets: '5411',
  hotels_motels_and_resorts: '7011',
  miscellaneous: '5999',
  service_stations: '5541',
  taxicabs_limousines: '4121',
}

export function merchantFrom(given: Given = {}): Merchant {
  const category = given.category ?? 'miscellaneous'
  return {
    category,
    category_code: CODES[category] ?? '0000',
    city: given.city || null,
    country: given.country || 'US',
    name: given.name || 'Test merchant',
    network_id: given.network_id ?? '1234567890',
    postal_code: given.postal_code || null,
    state: given.state || null,
    tax_id: null,
    terminal_id: given.terminal_id || null,
    url: given.url || null,
  }
}
