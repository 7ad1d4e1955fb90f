/** Screen E2, Settings: what we may do with the account, and how to end it. */
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Id } from '../../../web/components/id.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Time } from '../../../web/components/time.js'
import { ConnectionFrame, type ConnectionPageProps } from './connection-frame.js'
import { scopeWords } from './connections.js'
import { WhatIsLost } from './disconnect.js'

export function SettingsPage(props: ConnectionPageProps) {
  const { connection, routes } = props
  return (
    <ConnectionFrame {...props} tab="settings">
      <Card title="Access" actions={<ButtonLink href={routes.to('connect')}>Reconnect</ButtonLink>}>
        <KeyValues
          facts={[
            ['Account', <Id id={connection.account} />],
            ['Mode', connection.livemode ? 'Live' : 'Test'],
            ['Access', scopeWords(connection.scope)],
            [
              'Through',
              connection.kind === 'connect'
                ? 'Connect, with the Stripe-Account header'
                : 'Stripe App',
            ],
            ['Connected', <Time at={connection.connected_at} exact />],
          ]}
        />
      </Card>
      <Card
        title="What disconnecting means"
        lead="Disconnect, above, ends the access at Stripe and deletes what was mirrored here."
      >
        <WhatIsLost {...props} />
      </Card>
    </ConnectionFrame>
  )
}
