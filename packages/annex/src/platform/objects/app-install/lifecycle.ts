/** An install's statuses, as one table; here an app is installed at once. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'

export const lifecycle = lifecycleOf<Stripe.Apps.Install>({
  verbs: {
    uninstall: { from: ['installed', 'install_failed', 'uninstall_failed'], to: ['uninstalling'] },
  },
})
