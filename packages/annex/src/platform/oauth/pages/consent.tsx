/** The question itself: may this application connect to one of your accounts? */
import type { Child } from 'hono/jsx'
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { FocusFrame } from '../../../web/components/focus-frame.js'
import { Form } from '../../../web/components/form.js'
import type { ClientRow } from '../../store/applications.js'
import type { Scope } from '../../store/grants.js'
import type { Offer } from '../offers.js'
import { imagePath, newAccountPath } from '../paths.js'
import { Branded } from '../../people/pages/branded.js'
import type { Pending } from '../pending.js'
import { Abilities } from './abilities.js'
import { Asking } from './asking.js'
import { Choice } from './choice.js'

export interface ConsentPageProps {
  pending: Pending
  offers: readonly Offer[]
  /** The account chosen when the page opens; undefined when none may be. */
  chosen: string | undefined
  formToken: string
}

export function ConsentPage({ pending, offers, chosen, formToken }: ConsentPageProps) {
  const { client, scope } = pending
  const newAccount = newAccountPath(pending.id)
  return (
    <FocusFrame
      title={`Connect ${client.name}`}
      product={{ href: '/' }}
      testMode={client.livemode === 0}
      footer={<Footer client={client} host={new URL(pending.redirectUri).host} />}
    >
      <Branded colour={client.primary_color}>
        <ConsentQuestion look={lookOf(client)} scope={scope}>
          <Form formToken={formToken}>
            <Choice {...{ offers, chosen, scope, newAccount }} />
            <div class="consent-actions">
              <Button {...{ kind: 'primary', size: 'large', name: 'decision', value: 'allow' }}>
                Connect account
              </Button>
              <CancelButton />
            </div>
          </Form>
        </ConsentQuestion>
      </Branded>
    </FocusFrame>
  )
}

/** How an application looks where people are asked about it. */
export interface Look {
  name: string
  image: string | undefined
  background: string | null
}

export function lookOf(
  client: Pick<ClientRow, 'name' | 'logo' | 'icon' | 'secondary_color'>,
): Look {
  const image = client.logo ?? client.icon
  const background = client.secondary_color
  return { name: client.name, image: image ? imagePath(image) : undefined, background }
}

function ConsentQuestion(props: { look: Look; scope: Scope; children?: Child }) {
  const { look, scope, children } = props
  return (
    <div class="consent">
      <Asking {...look} />
      <h1>
        <bdi>{look.name}</bdi> wants to connect to your account
      </h1>
      <Card>
        <Abilities scope={scope} />
        {children}
      </Card>
    </div>
  )
}

// `formnovalidate`: saying no must not need an account.
function CancelButton() {
  return (
    <button
      {...{ class: 'button', name: 'decision', value: 'deny' }}
      data-size="large"
      formnovalidate
    >
      Cancel
    </button>
  )
}

function Footer({ client, host }: { client: ClientRow; host: string }) {
  const owner = client.owner_name ?? client.owner_email
  return (
    <p class="consent-footer">
      An application of <bdi>{owner}</bdi>. You will return to <bdi>{host}</bdi>. You can disconnect
      it at any time under Connected applications.
    </p>
  )
}
