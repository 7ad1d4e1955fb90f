/** What follows when somebody has done what they came for. */
import type { Context } from 'hono'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { safeLink } from '../../../web/safe-link.js'
import { showHome } from './home.js'
import { PortalFrame } from './portal-frame.js'
import type { Visit } from './visit.js'

const WORDS = {
  customer_update: 'Your details were saved.',
  payment_method_update: 'Your card was saved. Coming payments are charged to it.',
  subscription_cancel: 'Your plan was canceled.',
  subscription_pause: 'Your plan is paused.',
  subscription_update: 'Your plan was changed.',
} as const

export type Done = keyof typeof WORDS

export function finish(c: Context, visit: Visit, what: Done): Response {
  return c.redirect(visit.at(doneAt(what)), 303)
}

/** The page of the portal that 3-D Secure leads back to as well. */
export function doneAt(what: Done): string {
  return `done?what=${what}`
}

export function done(c: Context, visit: Visit): Response | Promise<Response> {
  const what = c.req.query('what') ?? ''
  if (c.req.query('redirect_status') === 'failed') return showHome(c, visit, NOT_CONFIRMED)
  const after = afterCompletion(visit, what)
  if (after?.redirect) return c.redirect(after.redirect.return_url, 303)
  if (after?.hosted_confirmation) {
    return renderPage(
      c,
      <DonePage {...{ visit, message: after.hosted_confirmation.custom_message }} />,
    )
  }
  if (isDone(what)) leaveFlash(c, { tone: 'success', text: WORDS[what] })
  return c.redirect(visit.at('home'), 303)
}

/** What the session was told to do once its one thing is done; other things lead to the first page. */
function afterCompletion({ session: { flow } }: Visit, what: string) {
  // To confirm a change is to make it.
  const own = flow?.type === 'subscription_update_confirm' ? 'subscription_update' : flow?.type
  return own === what ? flow?.after_completion : undefined
}

function isDone(what: string): what is Done {
  return Object.hasOwn(WORDS, what)
}

const NOT_CONFIRMED =
  'Your bank could not confirm that it was you, so nothing has changed yet. Pay the open invoice, and it is done.'

function DonePage({ visit, message }: { visit: Visit; message: string | null }) {
  const back = safeLink(visit.session.return_url)
  return (
    <PortalFrame {...{ visit, title: 'That’s done' }}>
      <Card>
        <p>{message ?? 'Your change has been made.'}</p>
        {back && (
          <div>
            <ButtonLink href={back} kind="primary">
              Continue
            </ButtonLink>
          </div>
        )}
      </Card>
    </PortalFrame>
  )
}
