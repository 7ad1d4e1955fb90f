/** What an extension needs before people with real money can connect it. */
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Form } from '../../../web/components/form.js'
import { Icon } from '../../../web/components/icon.js'
import { paths } from '../../routes.js'
import type { OwnApplication } from './own-application.js'

export function Checklist({ own, formToken }: { own: OwnApplication; formToken: string }) {
  const { application, live } = own
  const steps: readonly (readonly [done: boolean, words: string])[] = [
    [application.enabled === 1, 'OAuth is switched on'],
    [application.icon !== null, 'It has an icon'],
    [application.logo !== null, 'It has a logo'],
    [application.website !== null, 'It has a website'],
    [live.redirectUris.length > 0, 'A live redirect URI is registered'],
    [live.activated === 1, 'This account has submitted its business details'],
  ]
  return (
    <Card title="Ready for live mode" lead="Test mode works without any of this.">
      <ul class="checklist">
        {steps.map(([done, words]) => (
          <li data-done={done ? '' : undefined}>
            <Icon name={done ? 'check' : 'minus'} />
            <span>
              {words}
              {!done && <span class="visually-hidden"> (not yet)</span>}
            </span>
          </li>
        ))}
      </ul>
      {live.activated === 0 && (
        <Form action={paths.activateAccount} formToken={formToken}>
          <p class="small muted">
            Nothing is verified here: submitting is enough to use live mode on this platform.
          </p>
          <div class="form-actions">
            <Button>Submit business details</Button>
          </div>
        </Form>
      )}
    </Card>
  )
}
