/** `POST /switch`: which account and mode the dashboard shows (`account`, `livemode`, `return_to`). */
import { Hono } from 'hono'
import { returnTo } from '../../../web/return-to.js'
import { chooseAccount } from '../../store/sessions.js'
import { nothingHere } from '../page-refusal.js'
import { HOME, SWITCH } from '../paths.js'
import { textOf, type Room } from '../room.js'
import { requireForm, requireSignedIn, signedIn, type PeopleEnv } from '../visitor.js'

export function switchRoutes(room: Room): Hono<PeopleEnv> {
  return new Hono<PeopleEnv>().post(SWITCH, requireSignedIn, requireForm(), async (c) => {
    const form = await c.req.parseBody()
    const person = signedIn(c)
    const wanted = textOf(form.account) || person.account?.account
    const chosen = person.memberships.find(({ account }) => account === wanted)
    if (!chosen) throw nothingHere()
    const livemode = form.livemode === undefined ? person.livemode : form.livemode === 'true'
    const choice = { account: chosen.account, livemode }
    chooseAccount(room.store, c.var.visitor.browserHash, choice)
    return c.redirect(returnTo(form.return_to, HOME), 303)
  })
}
