/** The form for a new card. */
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { CardFields } from '../card-fields.js'
import type { Faults, Typed } from '../typed-card.js'
import { PortalFrame } from './portal-frame.js'
import type { Visit } from './visit.js'

export interface CardPageProps {
  visit: Visit
  typed: Typed
  faults: Faults
}

export function CardPage({ visit, typed, faults }: CardPageProps) {
  return (
    <PortalFrame
      {...{ visit, fault: faults[''], title: 'Add a card' }}
      lead="Coming payments are charged to it. Nothing is charged now."
    >
      <Card>
        <form class="form" method="post" action={visit.at('card')}>
          <CardFields {...{ typed, faults }} country={visit.customer.address?.country ?? 'US'} />
          <div class="row">
            <Button kind="primary">Save card</Button>
            <ButtonLink href={visit.at('home')} kind="quiet">
              Cancel
            </ButtonLink>
          </div>
        </form>
      </Card>
    </PortalFrame>
  )
}
