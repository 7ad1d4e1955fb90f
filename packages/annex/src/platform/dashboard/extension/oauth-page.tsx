/** Extension settings · OAuth. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Badge } from '../../../web/components/badge.js'
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Form } from '../../../web/components/form.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Notice } from '../../../web/components/notice.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { CopyField } from '../../../web/components/secret-field.js'
import type { RuleBroken } from '../../oauth/redirect-uri-rules.js'
import { paths } from '../../routes.js'
import type { AuthorizationRequestRow } from '../../store/authorization-requests.js'
import type { RefusedAuthorizationRow } from '../../store/refused-authorizations.js'
import { AnswersCard } from './answers.js'
import { IssuerCard } from './issuer-card.js'
import type { LinkChoice } from './link.js'
import { LinkBuilder } from './link-builder.js'
import type { OwnApplication } from './own-application.js'
import { RedirectUris } from './redirect-uris-card.js'
import { RefusalsCard } from './refusals-card.js'
import { ExtensionTabs } from './tabs.js'

/** A URI that was not registered, and why. */
export interface RefusedUri extends RuleBroken {
  uri: string
  livemode: boolean
}

export interface ExtensionPageProps {
  frame: Frame
  formToken: string
  own: OwnApplication
  refused: RefusedUri | undefined
  now: number
  baseUrl: string
  choice: LinkChoice
  answers: readonly AuthorizationRequestRow[]
  refusals: readonly RefusedAuthorizationRow[]
}

export function ExtensionPage(props: ExtensionPageProps) {
  const { frame, formToken, own, refused, now, baseUrl, choice, answers, refusals } = props
  const { application, test, live } = own
  return (
    <AppFrame frame={frame} title="Extension">
      <PageHeader
        title={<bdi>{application.name}</bdi>}
        aside={
          application.enabled === 1 ? (
            <Badge tone="success">OAuth on</Badge>
          ) : (
            <Badge>OAuth off</Badge>
          )
        }
        lead="How other people’s accounts are connected to your extension."
        actions={<Switch isOn={application.enabled === 1} formToken={formToken} />}
      />
      <ExtensionTabs current="oauth" />
      {application.enabled === 0 && (
        <Notice tone="warning" title="Nobody can connect while OAuth is off">
          Existing connections go on working.
        </Notice>
      )}
      <Card
        title="Client ids"
        lead="Public names of your extension, one for each mode. They never change."
      >
        <KeyValues
          facts={[
            ['Test', <CopyField value={test.client_id} label="test client id" />],
            ['Live', <CopyField value={live.client_id} label="live client id" />],
          ]}
        />
        {live.activated === 0 && (
          <p class="small muted">
            The live id works once your account is activated: see the checklist under{' '}
            <a href={paths.branding}>Branding</a>.
          </p>
        )}
      </Card>
      <div class="columns" data-halves>
        {[test, live].map((client) => (
          <RedirectUris
            {...{ client, formToken }}
            refused={refused?.livemode === (client.livemode === 1) ? refused : undefined}
          />
        ))}
      </div>
      <LinkBuilder {...{ own, choice, baseUrl }} />
      <AnswersCard {...{ answers, own, now }} />
      <RefusalsCard {...{ refusals, own, now }} />
      <IssuerCard isOn={application.sends_issuer === 1} formToken={formToken} />
    </AppFrame>
  )
}

function Switch({ isOn, formToken }: { isOn: boolean; formToken: string }) {
  return (
    <Form action={paths.switchExtension} formToken={formToken} inline>
      <Button name="enabled" value={isOn ? 'false' : 'true'} kind={isOn ? 'danger' : 'primary'}>
        {isOn ? 'Switch OAuth off' : 'Switch OAuth on'}
      </Button>
    </Form>
  )
}
