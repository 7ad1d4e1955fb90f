/** What 2026-03-25.dahlia changed: the names of Checkout's ways of being shown. */
import type Stripe from 'stripe'
import { optional, type Change } from './change.js'

const since = '2026-03-25.dahlia'

const TODAYS = new Map([
  ['custom', 'elements'],
  ['embedded', 'embedded_page'],
  ['hosted', 'hosted_page'],
])
const OLDER = new Map([...TODAYS].map(([older, todays]) => [todays, older]))

export const checkoutMode: Change = {
  since,
  about:
    '`checkout.session.ui_mode`: `hosted`, `embedded` and `custom` for `hosted_page`, `embedded_page` and `elements`',
  view: {
    kind: 'checkout.session',
    fields: new Map(),
    show(session: Stripe.Checkout.Session) {
      const mode = session.ui_mode ?? null
      return { ...session, ui_mode: mode === null ? null : (OLDER.get(mode) ?? mode) }
    },
  },
}

export const checkoutModeGiven: Change = {
  since,
  about: '`ui_mode` of a new Checkout session: `hosted`, `embedded` and `custom`',
  request: {
    operations: ['POST /v1/checkout/sessions'],
    parameters: optional({
      ui_mode: {
        type: 'enum',
        values: [
          'custom',
          'embedded',
          'embedded_page',
          'elements',
          'form',
          'hosted',
          'hosted_page',
        ],
        open: false,
      },
    }),
    translate: ({ ui_mode, ...params }) =>
      typeof ui_mode === 'string' ? { ...params, ui_mode: TODAYS.get(ui_mode) ?? ui_mode } : params,
  },
}
