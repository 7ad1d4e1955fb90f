/** The way to end a connection: a button, and the question it asks once. */
import { Button } from '../../../web/components/button.js'
import { Dialog } from '../../../web/components/dialog.js'
import { Form } from '../../../web/components/form.js'
import { dayOf } from '../../../web/time-words.js'
import { isLive } from '../../billing/status.js'
import type { Charging, ConnectionPageProps } from './connection-frame.js'
import { nameOf } from './frame.js'

const DIALOG = 'disconnect-dialog'

export function Disconnect(props: ConnectionPageProps) {
  const { connection, routes, formToken } = props
  return (
    <>
      <Button kind="danger" opens={DIALOG}>
        Disconnect
      </Button>
      <Dialog
        id={DIALOG}
        title={`Disconnect ${nameOf(connection)}?`}
        cancel="Keep connected"
        action={
          <Form action={routes.to('disconnect', connection.id)} formToken={formToken} inline>
            <Button kind="destroy">Disconnect</Button>
          </Form>
        }
      >
        <WhatIsLost {...props} />
      </Dialog>
    </>
  )
}

export function WhatIsLost({
  charging,
  earnsFees,
}: Pick<ConnectionPageProps, 'charging' | 'earnsFees'>) {
  return (
    <ul class="prose">
      <li>
        Deleted here: its credentials at once, then all that was mirrored: objects, events, history.
      </li>
      <li>Stays here: one line saying when and how much, without the account’s id or data.</li>
      {charging && isLive(charging.status.status) && <li>{subscriptionWords(charging)}</li>}
      {charging?.status.customer && (
        <li>Stays in our books: the account’s id, and what it bought of us.</li>
      )}
      {earnsFees && (
        <li>
          Stays in our books: application fees of its payments, with the account’s id and no word of
          who paid.
        </li>
      )}
      <li>At Stripe nothing is lost. Connecting again reads the history anew.</li>
    </ul>
  )
}

function subscriptionWords({ status, onDisconnect }: Charging): string {
  const name = status.plan?.name ?? 'The plan'
  const end = status.cancel_at ?? status.current_period_end
  switch (onDisconnect) {
    case 'cancel_at_period_end':
      return `${name} ends ${end === null ? 'with its period' : `on ${dayOf(end)}`}; nothing more is charged.`
    case 'cancel_now':
      return `${name} ends at once; nothing more is charged.`
    case 'keep':
      return `${name} goes on and is charged for until it is canceled under Manage.`
    default:
      return onDisconnect satisfies never
  }
}
