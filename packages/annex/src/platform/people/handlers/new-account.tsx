/** `GET` and `POST /accounts/new`: one more account for somebody who is signed in. */
import { Hono } from 'hono'
import { leaveFlash } from '../../../web/flash.js'
import { postedForm } from '../../../web/posted-form.js'
import { renderPage } from '../../../web/render.js'
import { chooseAccount } from '../../store/sessions.js'
import { openAccountFor, type AccountDetails } from '../open-account.js'
import { NewAccountPage } from '../pages/new-account.js'
import { HOME, NEW_ACCOUNT } from '../paths.js'
import { textOf, type PageContext, type Room } from '../room.js'
import { accountFaults, isEmail, type Faults } from '../sign-up.js'
import { requireForm, requireSignedIn, signedIn, type PeopleEnv } from '../visitor.js'

export function newAccountRoutes(room: Room): Hono<PeopleEnv> {
  return new Hono<PeopleEnv>()
    .get(NEW_ACCOUNT, requireSignedIn, (c) => {
      const { email, account } = signedIn(c)
      return show(c, { email, business_name: '', country: account?.country ?? 'US' })
    })
    .post(NEW_ACCOUNT, requireSignedIn, requireForm(), async (c) => {
      const form = formOf(await postedForm(c))
      const faults = faultsOf(form)
      if (Object.keys(faults).length > 0) return show(c, form, faults)
      const account = openAccountFor(room, signedIn(c), form)
      chooseAccount(room.store, c.var.visitor.browserHash, { account, livemode: false })
      leaveFlash(c, { tone: 'success', text: 'Account created. You are looking at it now.' })
      return c.redirect(HOME, 303)
    })
}

function formOf(body: Record<string, unknown>): AccountDetails {
  return {
    email: textOf(body.email).trim(),
    business_name: textOf(body.business_name).trim(),
    country: textOf(body.country),
  }
}

function faultsOf(form: AccountDetails): Faults<AccountDetails> {
  const faults: Faults<AccountDetails> = accountFaults(form)
  if (!isEmail(form.email)) faults.email = 'Enter an email address, like you@shop.example.'
  return faults
}

function show(c: PageContext, form: AccountDetails, faults?: Faults<AccountDetails>) {
  const { formToken } = c.var.visitor
  const page = <NewAccountPage {...{ form, faults: faults ?? {}, formToken }} />
  return renderPage(c, page, faults ? 400 : 200)
}
