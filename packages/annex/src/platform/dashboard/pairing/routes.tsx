/** `stripe login`: the command line asks and polls, a person who is signed in decides. */
import { Hono } from 'hono'
import { renderPage } from '../../../web/render.js'
import { PageRefusal } from '../../people/page-refusal.js'
import { paths } from '../../routes.js'
import { findAccount } from '../../store/accounts.js'
import { expireApiKey, insertApiKey, listApiKeys, newApiKey } from '../../store/api-keys.js'
import { keyedHash } from '../../../core/secret.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { membershipOf } from '../place.js'
import { formOf, oneOf } from '../query.js'
import { PairedPage, PairingPage } from './page.js'
import { createPairings, type LetIn, type Pairing, type Pairings } from './pairings.js'

const NINETY_DAYS = 90 * 24 * 3600

export function pairingRoutes(context: DashboardContext): Hono<DashboardEnv> {
  const pairings = createPairings(context)
  return new Hono<DashboardEnv>()
    .post(paths.beginPairing, (c) => begin(context, c, pairings))
    .get(paths.pollPairing(':id'), (c) => poll(c, pairings))
    .get(paths.pairing, (c) => ask(context, c, pairings))
    .post(paths.pairing, (c) => decide(context, c, pairings))
}

async function begin({ baseUrl }: DashboardContext, c: PageContext, pairings: Pairings) {
  const field = await formOf(c)
  const { id, token, secret, code } = pairings.begin(field('device_name') || 'a machine')
  return c.json({
    browser_url: `${baseUrl()}${paths.pairing}?t=${token}`,
    verification_code: code,
    poll_url: `${baseUrl()}${paths.pollPairing(id)}?secret=${secret}`,
  })
}

function poll(c: PageContext, pairings: Pairings) {
  const found = pairings.poll(c.req.param('id') ?? '', c.req.query('secret') ?? '')
  if (found === undefined) return c.json({ error: { message: 'No such login.' } }, 404)
  if (found === 'waiting') return c.json({ redeemed: false })
  return c.json({
    ...{ redeemed: true, livemode_key_secret: '', livemode_key_publishable: '' },
    ...found,
  })
}

function ask(context: DashboardContext, c: PageContext, pairings: Pairings) {
  const { token, code, device } = waiting(pairings, c.req.query('t') ?? '')
  const account = findAccount(context.store, membershipOf(c).account)
  const props = {
    ...{ frame: frameOf(c, context), formToken: c.var.visitor.formToken, token, code, device },
    account: account?.business_name ?? account?.id ?? '',
  }
  return renderPage(c, <PairingPage {...props} />)
}

async function decide(context: DashboardContext, c: PageContext, pairings: Pairings) {
  const field = await formOf(c)
  const pairing = waiting(pairings, field('t'))
  const allowed = oneOf(['allow', 'deny'] as const, field('decision')) === 'allow'
  if (allowed) pairing.answer = letIn(context, membershipOf(c).account)
  return renderPage(c, <PairedPage frame={frameOf(c, context)} allowed={allowed} />)
}

function waiting(pairings: Pairings, token: string): Pairing {
  const pairing = pairings.findByToken(token)
  if (pairing !== undefined && pairing.answer === undefined) return pairing
  throw new PageRefusal(
    404,
    'Nobody waits behind this link',
    'It was used, or it is older than ten minutes. Run stripe login again.',
  )
}

/** A key of its own, so that ending it disturbs nobody else. */
function letIn({ store, hashKey, random, clock }: DashboardContext, account: string): LetIn {
  const now = clock.now()
  const key = newApiKey('secret', false, random)
  return store.transaction(() => {
    insertApiKey(store, hashKey, { account, livemode: false, kind: 'secret', key, created: now })
    expireApiKey(store, account, keyedHash(key, hashKey), now + NINETY_DAYS)
    const publishable = listApiKeys(store, account, false).find(
      ({ kind, expires_at }) => kind === 'publishable' && expires_at === null,
    )
    return {
      account_id: account,
      account_display_name: findAccount(store, account)?.business_name ?? account,
      testmode_key_secret: key,
      testmode_key_publishable: publishable?.plain ?? '',
    }
  })
}
