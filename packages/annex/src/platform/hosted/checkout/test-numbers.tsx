/** What to type in test mode, where no real card or account works. */
import { Disclosure } from '../../../web/components/disclosure.js'
import type { PageMethod } from '../../objects/checkout-session/page-methods.js'

type Numbers = readonly (readonly [number: string, does: string])[]

const NUMBERS: Readonly<Record<PageMethod, Numbers>> = {
  card: [
    ['4242 4242 4242 4242', 'pays'],
    ['4000 0027 6000 3184', 'asks your bank first'],
    ['4000 0000 0000 9995', 'has insufficient funds'],
  ],
  us_bank_account: [
    ['110000000 · 000123456789', 'pays, some seconds later'],
    ['110000000 · 000222222227', 'has insufficient funds'],
  ],
  sepa_debit: [
    ['AT61 1904 3002 3457 3201', 'pays, some seconds later'],
    ['AT86 1904 3002 3547 3202', 'has insufficient funds'],
  ],
}

export function TestNumbers({ methods }: { methods: readonly PageMethod[] }) {
  const numbers = methods.flatMap((method) => NUMBERS[method])
  return (
    <div class="checkout-test-cards">
      <Disclosure summary={methods.some((one) => one !== 'card') ? 'Test numbers' : 'Test cards'}>
        <p>
          {methods.includes('card') && 'Any month to come, any security code. '}
          Nothing real is charged here.
        </p>
        <dl>
          {numbers.map(([number, does]) => (
            <>
              <dt>{number}</dt>
              <dd>{does}</dd>
            </>
          ))}
        </dl>
      </Disclosure>
    </div>
  )
}
