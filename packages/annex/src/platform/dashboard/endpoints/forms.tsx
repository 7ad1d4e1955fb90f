/** Adding and editing an endpoint: the form, and what the API says to it. */
import { Hono } from 'hono'
import { isEventType } from '../../../catalogue/catalogue.js'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { paths } from '../../routes.js'
import { change, type Refused } from '../change.js'
import type { DashboardContext, DashboardEnv, PageContext } from '../context.js'
import { frameOf } from '../frame.js'
import { placeOf } from '../place.js'
import { formOf, oneOf, required } from '../query.js'
import { EndpointFormPage, type EndpointForm } from './form-page.js'
import { eventTypesOf, listedEndpoint } from './listed.js'

const EMPTY: EndpointForm = { url: '', description: '', enabled_events: '*', connect: 'false' }

export function endpointForms(context: DashboardContext): Hono<DashboardEnv> {
  return new Hono<DashboardEnv>()
    .get(paths.newEndpoint, (c) => showForm(context, c, { typed: EMPTY }))
    .post(paths.newEndpoint, (c) => add(context, c))
    .get(paths.editEndpoint(':id'), (c) => showKnown(context, c))
    .post(paths.editEndpoint(':id'), (c) => edit(context, c))
}

interface Shown {
  id?: string
  typed: EndpointForm
  refused?: Refused
}

function showForm(context: DashboardContext, c: PageContext, shown: Shown) {
  const { formToken } = c.var.visitor
  const page = <EndpointFormPage frame={frameOf(c, context)} formToken={formToken} {...shown} />
  return renderPage(c, page, shown.refused ? 400 : 200)
}

function showKnown(context: DashboardContext, c: PageContext) {
  const { row, object } = endpointOf(context, c)
  const enabled_events = eventTypesOf(row).join('\n')
  const typed: EndpointForm = {
    ...{ url: row.url, description: object?.description ?? '', enabled_events },
    connect: row.connect === 1 ? 'true' : 'false',
  }
  return showForm(context, c, { id: row.id, typed })
}

async function add(context: DashboardContext, c: PageContext) {
  const typed = await typedIn(c)
  const params = { ...paramsOf(typed), connect: typed.connect === 'true' }
  const answer = unknownType(typed) ?? ask(context, c, { path: '/v1/webhook_endpoints', params })
  if (!answer.ok) return showForm(context, c, { typed, refused: answer })
  leaveFlash(c, { tone: 'success', text: 'Endpoint added. Its signing secret is on this page.' })
  return c.redirect(paths.endpoint(String(answer.body.id)), 303)
}

async function edit(context: DashboardContext, c: PageContext) {
  const { id } = endpointOf(context, c).row
  const typed = await typedIn(c)
  const asked = { path: `/v1/webhook_endpoints/${id}`, params: paramsOf(typed) }
  const answer = unknownType(typed) ?? ask(context, c, asked)
  if (!answer.ok) return showForm(context, c, { id, typed, refused: answer })
  leaveFlash(c, { tone: 'success', text: 'Saved. It applies to events from now on.' })
  return c.redirect(paths.endpoint(id), 303)
}

function ask(
  context: DashboardContext,
  c: PageContext,
  asked: { path: string; params: Record<string, unknown> },
) {
  return change(context, { ...placeOf(c), method: 'POST', ...asked })
}

async function typedIn(c: PageContext): Promise<EndpointForm> {
  const field = await formOf(c)
  return {
    url: field('url'),
    description: field('description'),
    enabled_events: field('enabled_events'),
    connect: oneOf(['false', 'true'], field('connect') || 'false'),
  }
}

function paramsOf({ url, description, enabled_events }: EndpointForm): Record<string, unknown> {
  return { url, description, enabled_events: typesIn(enabled_events) }
}

function typesIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

/** The API would answer with the list of all types there are: too much beside a field. */
function unknownType({ enabled_events }: EndpointForm): Refused | undefined {
  const type = typesIn(enabled_events).find((word) => word !== '*' && !isEventType(word))
  if (type === undefined) return undefined
  const message = `‘${type.slice(0, 100)}’ is not an event type. Write types such as customer.created, or * for all.`
  return { ok: false, message, param: 'enabled_events' }
}

function endpointOf(context: DashboardContext, c: PageContext) {
  return required(listedEndpoint(context, placeOf(c), c.req.param('id') ?? ''))
}
