/** The redirect URIs of one mode: in order, each removable, and a field for the next. */
import { Badge } from '../../../web/components/badge.js'
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import type { RuleBroken } from '../../oauth/redirect-uri-rules.js'
import { paths, withQuery } from '../../routes.js'
import type { RefusedUri } from './oauth-page.js'
import type { OwnClient } from './own-application.js'

export interface RedirectUrisProps {
  client: OwnClient
  refused: RefusedUri | undefined
  formToken: string
}

export function RedirectUris({ client, refused, formToken }: RedirectUrisProps) {
  const isLive = client.livemode === 1
  const mode = isLive ? 'live' : 'test'
  return (
    <Card
      title={isLive ? 'Live redirect URIs' : 'Test redirect URIs'}
      lead="Where people return to. A request must name one of them to the letter."
    >
      {client.redirectUris.length === 0 ? (
        <p class="muted">None yet: {mode} links don’t work without one.</p>
      ) : (
        <ul class="uri-list">
          {client.redirectUris.map((uri, position) => (
            <UriRow {...{ uri, mode, formToken }} isDefault={position === 0} />
          ))}
        </ul>
      )}
      <Form action={paths.redirectUris} formToken={formToken}>
        <input type="hidden" name="mode" value={mode} />
        <Field
          {...{ label: 'Add a URI', name: 'uri', id: `uri-${mode}`, value: refused?.uri }}
          {...{ placeholder: 'https://app.example/connect/callback', required: true }}
          error={refused && wordsFor(refused)}
          check={withQuery(paths.checkRedirectUri, { mode })}
          hint={
            isLive
              ? 'https only, without fragment or wildcard.'
              : 'https, or http on localhost; without fragment or wildcard.'
          }
        />
        <div class="form-actions">
          <Button name="change" value="add">
            Add
          </Button>
        </div>
      </Form>
    </Card>
  )
}

/** The same words while it is typed as when it was sent. */
export function wordsFor({ rule, advice }: RuleBroken): string {
  return `Rule “${rule}”: ${advice}`
}

function UriRow(props: { uri: string; mode: string; isDefault: boolean; formToken: string }) {
  const { uri, mode, isDefault, formToken } = props
  return (
    <li>
      <code>{uri}</code>
      {isDefault && <Badge tone="info">Default</Badge>}
      <Form action={paths.redirectUris} formToken={formToken} inline>
        <input type="hidden" name="mode" value={mode} />
        <input type="hidden" name="uri" value={uri} />
        {!isDefault && (
          <Button kind="quiet" size="small" name="change" value="first">
            Make default
          </Button>
        )}
        <Button kind="quiet" size="small" name="change" value="remove">
          Remove
        </Button>
      </Form>
    </li>
  )
}
