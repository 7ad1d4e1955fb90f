/** Builds the link behind a Connect button, and explains its parameters. */
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Code } from '../../../web/components/code.js'
import { Disclosure } from '../../../web/components/disclosure.js'
import { CheckField, SelectField } from '../../../web/components/field.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { paths } from '../../routes.js'
import { buttonCode, connectLink, type LinkChoice } from './link.js'
import type { OwnApplication } from './own-application.js'

export interface LinkBuilderProps {
  own: OwnApplication
  choice: LinkChoice
  baseUrl: string
}

export function LinkBuilder({ own, choice, baseUrl }: LinkBuilderProps) {
  const link = connectLink(own, choice, baseUrl)
  return (
    <Card
      title="The Connect link"
      lead="What your Connect button leads to."
      id="link"
      actions={
        <ButtonLink href={link} icon="outside">
          Open as a connecting user
        </ButtonLink>
      }
    >
      <Choices {...{ own, choice }} />
      <Code label="Address" text={link} wrap />
      <Code label="Button" text={buttonCode(link)} wrap />
      <Disclosure summary="What the parameters mean">
        <KeyValues facts={PARAMETERS} />
      </Disclosure>
    </Card>
  )
}

function Choices({ own, choice }: Pick<LinkBuilderProps, 'own' | 'choice'>) {
  const client = choice.livemode ? own.live : own.test
  const uris = client.redirectUris.map((uri) => [uri, uri] as const)
  return (
    <form class="filters" method="get" action={`${paths.extension}#link`}>
      <SelectField
        {...{ label: 'Mode', name: 'mode', value: choice.livemode ? 'live' : 'test' }}
        options={[
          ['test', 'Test'],
          ['live', 'Live'],
        ]}
      />
      <SelectField
        {...{ label: 'Scope', name: 'scope', value: choice.scope }}
        options={[
          ['read_only', 'Read only'],
          ['read_write', 'Read and write'],
        ]}
      />
      <SelectField
        {...{ label: 'Return to', name: 'redirect_uri', value: choice.redirectUri }}
        options={[['', 'The default'], ...uris]}
      />
      <CheckField label="Always ask" name="always_prompt" checked={choice.alwaysPrompt} />
      <Button>Build</Button>
    </form>
  )
}

const PARAMETERS: readonly (readonly [string, string])[] = [
  ['client_id', 'Your extension, and with it the mode.'],
  ['response_type', 'Always “code”: your server exchanges it at /oauth/token.'],
  ['scope', 'read_only sees; read_write also changes. Left out: read_only.'],
  ['redirect_uri', 'One of the registered URIs, to the letter. Left out: the default.'],
  ['state', 'Comes back unchanged. Put something unguessable in it, and compare.'],
  ['always_prompt', 'true asks again, also somebody who has agreed to all of this before.'],
  ['stripe_landing', 'login or register: what a stranger sees first.'],
  ['stripe_user[…]', 'What you know of a new person: email, business_name, country, …'],
  ['code_challenge', 'Proof key, S256: the exchange must then bring its code_verifier.'],
]
