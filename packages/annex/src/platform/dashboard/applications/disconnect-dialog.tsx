/** Asks once before a connection ends: what stops, and what stays. */
import { Button } from '../../../web/components/button.js'
import { Dialog } from '../../../web/components/dialog.js'
import { Form } from '../../../web/components/form.js'
import { paths } from '../../routes.js'
import type { ConnectionRow } from '../../store/grants.js'

export interface DisconnectProps {
  connection: Pick<ConnectionRow, 'id' | 'name' | 'livemode'>
  formToken: string
}

/** The button and its question belong together: several connections may stand on one page. */
export function Disconnect({ connection, formToken }: DisconnectProps) {
  const name = <bdi>{connection.name}</bdi>
  const id = `disconnect-${connection.id}`
  return (
    <>
      <Button kind="danger" opens={id}>
        Disconnect
      </Button>
      <Dialog
        id={id}
        title={`Disconnect ${connection.name}?`}
        cancel="Keep connected"
        action={
          <Form action={paths.disconnect(connection.id)} formToken={formToken} inline>
            <Button kind="destroy">Disconnect</Button>
          </Form>
        }
      >
        <p>
          <strong>At once:</strong> {name} can’t read or change anything on this account any more,
          in {connection.livemode === 1 ? 'live and test' : 'test'} mode. It is told, so that it can
          delete what it copied.
        </p>
        <p>
          <strong>Stays:</strong> everything on your account, also what {name} created.
          Subscriptions it set up go on. You can connect it again whenever you like.
        </p>
      </Dialog>
    </>
  )
}
