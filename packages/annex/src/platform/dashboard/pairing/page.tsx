/** Letting a command line in: what waits, for which account, and the code to compare. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Form } from '../../../web/components/form.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Notice } from '../../../web/components/notice.js'
import { PageHeader } from '../../../web/components/page-header.js'

export interface PairingPageProps {
  readonly frame: Frame
  readonly formToken: string
  readonly token: string
  readonly code: string
  readonly device: string
  readonly account: string
}

const TITLE = 'Let a command line in'

export function PairingPage(props: PairingPageProps) {
  const { frame, formToken, token, code, device, account } = props
  return (
    <AppFrame frame={frame} title={TITLE}>
      <PageHeader
        title={TITLE}
        lead="It gets a new secret key of this account’s test mode, which ends after 90 days."
      />
      <Card>
        <KeyValues
          facts={[
            ['Code', <code>{code}</code>],
            ['Machine', <bdi>{device}</bdi>],
            ['Account', <bdi>{account}</bdi>],
          ]}
        />
        <p>Allow it only if your terminal shows the same code.</p>
        <Form formToken={formToken}>
          <input type="hidden" name="t" value={token} />
          <Button kind="primary" name="decision" value="allow">
            Allow access
          </Button>
          <Button kind="quiet" name="decision" value="deny">
            Cancel
          </Button>
        </Form>
      </Card>
    </AppFrame>
  )
}

export function PairedPage({ frame, allowed }: { frame: Frame; allowed: boolean }) {
  return (
    <AppFrame frame={frame} title={TITLE}>
      <PageHeader title={allowed ? 'The command line is in' : 'The command line stays out'} />
      <Notice
        tone={allowed ? 'success' : 'neutral'}
        title={allowed ? 'Go back to it' : 'Nothing was given'}
      >
        <p>
          {allowed
            ? 'You may close this page. The key it got is among the API keys, where it can be ended.'
            : 'You may close this page. It stops asking by itself.'}
        </p>
      </Notice>
    </AppFrame>
  )
}
