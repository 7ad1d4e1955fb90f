/** Asks once before an endpoint goes. */
import { Button } from '../../../web/components/button.js'
import { Dialog } from '../../../web/components/dialog.js'
import { Form } from '../../../web/components/form.js'
import { paths } from '../../routes.js'
import type { EndpointRow } from '../../store/endpoints.js'

export function DeleteDialog({ row, formToken }: { row: EndpointRow; formToken: string }) {
  return (
    <Dialog
      id="delete"
      title="Delete this endpoint?"
      action={
        <Form action={paths.deleteEndpoint(row.id)} formToken={formToken} inline>
          <Button kind="destroy">Delete endpoint</Button>
        </Form>
      }
    >
      <p>
        Nothing more is sent to {row.url}, and its secret and its list of deliveries are gone. Your
        events stay, and other endpoints go on hearing of them.
      </p>
    </Dialog>
  )
}
