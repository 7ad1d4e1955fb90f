/** The form for billing details. */
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import type { Faults, Typed } from '../typed-card.js'
import { AddressFields } from './address-fields.js'
import { PortalFrame } from './portal-frame.js'
import { TaxIdFields } from './tax-ids.js'
import type { Visit } from './visit.js'

export interface DetailsPageProps {
  visit: Visit
  typed: Typed
  faults: Faults
}

export function DetailsPage({ visit, typed, faults }: DetailsPageProps) {
  const allowed = visit.features.customer_update.allowed_updates
  const field = (name: string) => ({ name, value: typed[name], error: faults[name] })
  return (
    <PortalFrame
      {...{ visit, title: 'Billing details', fault: faults[''] }}
      lead="They stand on your next invoices. Those you have already stay as they are."
    >
      <Card>
        <form class="form" method="post" action={visit.at('details')}>
          {allowed.includes('name') && (
            <Field {...{ label: 'Name', ...field('name'), autocomplete: 'name', maxlength: 256 }} />
          )}
          {allowed.includes('email') && (
            <Field
              {...{ label: 'Email', ...field('email'), type: 'email', autocomplete: 'email' }}
              maxlength={512}
            />
          )}
          {allowed.includes('phone') && (
            <Field
              {...{ label: 'Telephone', ...field('phone'), type: 'tel', autocomplete: 'tel' }}
              maxlength={20}
            />
          )}
          {allowed.includes('address') && (
            <AddressFields {...{ typed, faults, prefix: 'address', title: 'Billing address' }} />
          )}
          {allowed.includes('shipping') && (
            <AddressFields {...{ typed, faults, prefix: 'shipping', title: 'Deliver to' }}>
              <Field
                {...{ label: 'Recipient', ...field('shipping_name'), maxlength: 256 }}
                autocomplete="shipping name"
              />
            </AddressFields>
          )}
          {allowed.includes('tax_id') && <TaxIdFields {...{ visit, typed, faults }} />}
          <div class="row">
            <Button kind="primary">Save</Button>
            <ButtonLink href={visit.at('home')} kind="quiet">
              Cancel
            </ButtonLink>
          </div>
        </form>
      </Card>
    </PortalFrame>
  )
}
