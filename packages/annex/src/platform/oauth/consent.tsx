/** `GET` and `POST /oauth/consent/:request`: a person is asked, and answers. */
import { Hono, type Context } from 'hono'
import { renderPage } from '../../web/render.js'
import { PageRefusal } from '../people/page-refusal.js'
import { showPageRefusal } from '../people/pages/refused.js'
import { knowVisitor, requireForm, requireSignedIn, signedIn } from '../people/visitor.js'
import type { PeopleEnv } from '../people/visitor.js'
import { allow, deny } from './answer.js'
import { newAccountRoutes } from './new-account.js'
import { offersTo, type Offer } from './offers.js'
import { ConsentPage } from './pages/consent.js'
import { openPending, type Pending } from './pending.js'
import type { OAuthTools } from './tools.js'

const CONSENT = '/oauth/consent/:request'

export function consentRoutes(oauth: OAuthTools): Hono<PeopleEnv> {
  const app = new Hono<PeopleEnv>()
  app.onError(showPageRefusal)
  app.use(`${CONSENT}/*`, knowVisitor(oauth), requireSignedIn)
  app.get(CONSENT, (c) => {
    const pending = openPending(oauth, c.req.param('request'), c.var.visitor)
    return showConsent(oauth, c, pending)
  })
  app.post(CONSENT, requireForm(), async (c) => {
    const pending = openPending(oauth, c.req.param('request'), c.var.visitor)
    const { decision, account } = await c.req.parseBody()
    return c.redirect(decided(oauth, c, pending, { decision, account }), 303)
  })
  app.route('/', newAccountRoutes(oauth))
  return app
}

function showConsent(oauth: OAuthTools, c: Context<PeopleEnv>, pending: Pending) {
  const { memberships, account } = signedIn(c)
  const offers = offersTo(memberships, pending.client, oauth.store)
  const chosen = preselected(offers, [c.req.query('account'), account?.account])
  const { formToken } = c.var.visitor
  return renderPage(c, <ConsentPage {...{ pending, offers, chosen, formToken }} />)
}

/** The first of `wishes` that may be chosen, or the first account that may. */
function preselected(
  offers: readonly Offer[],
  wishes: readonly (string | undefined)[],
): string | undefined {
  const choosable = offers.filter((offer) => offer.refusal === null).map(({ account }) => account)
  return wishes.find((wish) => wish !== undefined && choosable.includes(wish)) ?? choosable[0]
}

function decided(
  oauth: OAuthTools,
  c: Context<PeopleEnv>,
  pending: Pending,
  form: { decision: unknown; account: unknown },
): string {
  const issuer = oauth.issuer(c.req.raw)
  if (form.decision === 'deny') return deny(oauth, pending, issuer)
  if (form.decision !== 'allow') throw noDecision()
  const person = signedIn(c)
  const offers = offersTo(person.memberships, pending.client, oauth.store)
  const offer = offers.find(({ account }) => account === form.account)
  if (!offer) throw noAccount()
  if (offer.refusal !== null) throw new PageRefusal(400, 'Choose another account', offer.refusal)
  return allow(oauth, pending, { account: offer.account, member: person.id, issuer })
}

function noDecision(): PageRefusal {
  return new PageRefusal(
    400,
    'Nothing was decided',
    'Go back and press Connect account or Cancel. Nothing was connected.',
  )
}

function noAccount(): PageRefusal {
  return new PageRefusal(
    400,
    'Choose an account',
    'Go back and choose one of your accounts, or create one. Nothing was connected.',
  )
}
