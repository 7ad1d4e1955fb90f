/** `/oauth/consent/:request/account`: a new account, made on the way through (oauth.md 2.4). */
import { Hono, type Context } from 'hono'
import { randomText } from '../../core/ids.js'
import { renderPage } from '../../web/render.js'
import { openAccountFor, type AccountDetails } from '../people/open-account.js'
import { textOf } from '../people/room.js'
import { accountFaults, isEmail, type Faults } from '../people/sign-up.js'
import { requireForm, signedIn, type PeopleEnv, type Person } from '../people/visitor.js'
import { NewAccountPage } from './pages/new-account.js'
import { consentPath } from './paths.js'
import { openPending, type Pending } from './pending.js'
import type { OAuthTools } from './tools.js'

const NEW_ACCOUNT = '/oauth/consent/:request/account'

/** Mounted behind the consent page's own checks. */
export function newAccountRoutes(oauth: OAuthTools): Hono<PeopleEnv> {
  return new Hono<PeopleEnv>()
    .get(NEW_ACCOUNT, (c) => {
      const pending = openPending(oauth, c.req.param('request'), c.var.visitor)
      return show(c, pending, prefilled(pending, signedIn(c)))
    })
    .post(NEW_ACCOUNT, requireForm(), async (c) => {
      const pending = openPending(oauth, c.req.param('request'), c.var.visitor)
      const body = await c.req.parseBody()
      const isSkipped = textOf(body.skip) !== '' && pending.client.livemode === 0
      const form = isSkipped ? madeUp(oauth) : formOf(body)
      const faults = faultsOf(form, pending)
      if (Object.keys(faults).length > 0) return show(c, pending, form, faults)
      return c.redirect(consentPath(pending.id, openAccountFor(oauth, signedIn(c), form)), 303)
    })
}

function formOf(body: Record<string, unknown>): AccountDetails {
  return {
    email: textOf(body.email).trim(),
    business_name: textOf(body.business_name).trim(),
    country: textOf(body.country),
  }
}

function prefilled({ prefill, client }: Pending, person: Person): AccountDetails {
  const ownEmail = isOwners(person.email, client.owner_email) ? '' : person.email
  return {
    email: prefill.email ?? ownEmail,
    business_name: prefill.business_name ?? '',
    country: prefill.country ?? person.account?.country ?? 'US',
  }
}

/** "Skip this form": an account to try the flow with. */
function madeUp(oauth: OAuthTools): AccountDetails {
  const word = randomText(10, oauth.random).toLowerCase()
  const business_name = `Test business ${word.slice(0, 4)}`
  return { email: `skipped-${word}@example.test`, business_name, country: 'US' }
}

function faultsOf(form: AccountDetails, { client }: Pending): Faults<AccountDetails> {
  const faults: Faults<AccountDetails> = accountFaults(form)
  if (!isEmail(form.email)) faults.email = 'Enter an email address, like you@shop.example.'
  else if (client.livemode === 0 && isOwners(form.email, client.owner_email)) {
    faults.email = `Use another address than the one of ${client.name}’s own account.`
  }
  return faults
}

function isOwners(email: string, ownersEmail: string): boolean {
  return email.toLowerCase() === ownersEmail.toLowerCase()
}

function show(
  c: Context<PeopleEnv>,
  pending: Pending,
  form: AccountDetails,
  faults?: Faults<AccountDetails>,
) {
  const { formToken } = c.var.visitor
  const page = <NewAccountPage {...{ pending, form, faults: faults ?? {}, formToken }} />
  return renderPage(c, page, faults ? 400 : 200)
}
