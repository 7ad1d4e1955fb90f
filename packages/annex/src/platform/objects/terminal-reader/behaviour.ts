/** Card readers: what a server asks them to do, and what a test does at them. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { cancelAction } from './action.js'
import { collectInputs, succeedInputs, timeOutInputs } from './inputs.js'
import { collectPaymentMethod, confirmPaymentIntent, processPaymentIntent } from './pay.js'
import { presentPaymentMethod } from './present.js'
import { refundPayment } from './refund.js'
import { setReaderDisplay } from './display.js'
import { processSetupIntent } from './set-up.js'

export const terminalReader: Behaviour<'terminal.reader'> = {
  kind: 'terminal.reader',
  blanks: { device_type: 'simulated_wisepos_e', status: 'online' },
  lifecycle: lifecycleOf<Stripe.Terminal.Reader>({
    // An action has a status of its own; whether the reader is online is another matter.
    changing: { action: ({ action }) => NEWS[action?.status ?? ''] ?? [] },
    changed: null,
  }),
  verbs: {
    cancel_action: cancelAction,
    collect_inputs: collectInputs,
    collect_payment_method: collectPaymentMethod,
    confirm_payment_intent: confirmPaymentIntent,
    present_payment_method: presentPaymentMethod,
    process_payment_intent: processPaymentIntent,
    process_setup_intent: processSetupIntent,
    refund_payment: refundPayment,
    set_reader_display: setReaderDisplay,
    succeed_input_collection: succeedInputs,
    timeout_input_collection: timeOutInputs,
  },
}

const NEWS: Readonly<
  Record<string, 'terminal.reader.action_succeeded' | 'terminal.reader.action_failed'>
> = {
  succeeded: 'terminal.reader.action_succeeded',
  failed: 'terminal.reader.action_failed',
}
