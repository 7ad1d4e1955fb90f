/** Buttons of an endpoint's pages: switch, delete, roll the secret, send again. */
import { Hono } from 'hono'
import { leaveFlash } from '../../../web/flash.js'
import { paths } from '../../routes.js'
import { findDeliveryOf } from '../../store/delivery-reports.js'
import { rollSecret } from '../../store/endpoints.js'
import { newSigningSecret, sealSigningSecret } from '../../webhooks/secrets.js'
import { change } from '../change.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { placeOf } from '../place.js'
import { formOf, oneOf, required } from '../query.js'
import { listedEndpoint } from './listed.js'
import { OVERLAPS, type Overlap } from './secret-card.js'

const OVERLAP_WORDS: readonly Overlap[] = ['now', 'hour', 'day']
const THREE_DAYS = 3 * 24 * 3600

export function endpointChanges(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .post(paths.switchEndpoint(':id'), (c) => switchOnOrOff(context, c))
    .post(paths.deleteEndpoint(':id'), (c) => remove(context, c))
    .post(paths.rollEndpointSecret(':id'), (c) => roll(context, c))
    .post(paths.recoverEndpoint(':id'), (c) => recover(context, c))
    .post(paths.resend(':id', ':delivery'), (c) => resend(context, c))
}

async function switchOnOrOff(context: DashboardContext, c: PageContext) {
  const { id } = rowOf(context, c)
  const disabled = oneOf(['true', 'false'], (await formOf(c))('disabled')) === 'true'
  const path = `/v1/webhook_endpoints/${id}`
  const answer = change(context, { ...placeOf(c), method: 'POST', path, params: { disabled } })
  const done = disabled ? 'Disabled. Nothing more is sent there.' : 'Enabled.'
  return back(c, paths.endpoint(id), answer.ok ? done : answer)
}

function remove(context: DashboardContext, c: PageContext) {
  const { id } = rowOf(context, c)
  const path = `/v1/webhook_endpoints/${id}`
  const answer = change(context, { ...placeOf(c), method: 'DELETE', path })
  if (!answer.ok) return back(c, paths.endpoint(id), answer)
  return back(c, paths.endpoints, 'Endpoint deleted.')
}

async function roll(context: DashboardContext, c: PageContext) {
  const { id } = rowOf(context, c)
  const overlap = oneOf(OVERLAP_WORDS, (await formOf(c))('overlap'))
  const sealed = sealSigningSecret(newSigningSecret(context.random), id, context)
  rollSecret(context.store, id, sealed, context.clock.now() + OVERLAPS[overlap])
  return back(c, paths.endpoint(id), 'Rolled. Give your server the new secret.')
}

function recover(context: DashboardContext, c: PageContext) {
  const { id } = rowOf(context, c)
  const to = context.clock.now()
  const count = context.webhooks.recover(id, { from: to - THREE_DAYS, to })
  const done = count === 0 ? 'Nothing was missed.' : `${count} events are on their way again.`
  return back(c, paths.endpoint(id), done)
}

function resend(context: DashboardContext, c: PageContext) {
  const { id } = rowOf(context, c)
  const found = required(findDeliveryOf(context.store, id, c.req.param('delivery') ?? ''))
  context.webhooks.resend(found.event, id)
  return back(c, paths.delivery(id, found.delivery.id), 'It is on its way again.')
}

function rowOf(context: DashboardContext, c: PageContext) {
  return required(listedEndpoint(context, placeOf(c), c.req.param('id') ?? '')).row
}

function back(c: PageContext, path: string, said: string | { message: string }) {
  const isDone = typeof said === 'string'
  leaveFlash(c, { tone: isDone ? 'success' : 'danger', text: isDone ? said : said.message })
  return c.redirect(path, 303)
}
