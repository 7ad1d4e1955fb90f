/** Business details submitted: the account may charge, and its live client id works (oauth.md 1.3). */
import { apiVersion } from '../../../catalogue/catalogue.js'
import { newId } from '../../../core/ids.js'
import { markActivated } from '../../store/activation.js'
import { recordEvent } from '../../store/events.js'
import type { DashboardContext } from '../context.js'

/** Tells of the change in both modes, in its transaction; a second time changes nothing. */
export function activateAccount(context: DashboardContext, account: string): void {
  const { store, random, clock } = context
  store.transaction(() => {
    for (const { livemode, object, previous_attributes } of markActivated(store, account)) {
      recordEvent(store, {
        ...{ id: newId('evt', random), account, livemode, type: 'account.updated' },
        ...{ created: clock.now(), api_version: apiVersion(), object, previous_attributes },
        request: { id: null, idempotency_key: null },
      })
    }
  })
}
