/** The control port's one handler: who asks, for what, and the answer as JSON. */
import { sameText } from '../../core/secret.js'
import type { PlatformParts } from '../app.js'
import { clock } from './clock.js'
import { trouble } from './trouble.js'
import { ControlRefusal, noSuchMethod, noSuchResource, notJson, unauthorized } from './refusal.js'
import type { ControlBody, ControlResource } from './resource.js'

const RESOURCES: readonly ControlResource[] = [clock, trouble]

/** @param token whoever knows it may do everything here */
export function controlHandler(
  parts: PlatformParts,
  token: string,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      return await answer(request, parts, token)
    } catch (error) {
      if (error instanceof ControlRefusal) return refused(error)
      parts.log.error({ err: error }, 'control request failed')
      return refused(
        new ControlRefusal(500, 'This is a mistake of the platform; its log says more.'),
      )
    }
  }
}

async function answer(request: Request, parts: PlatformParts, token: string): Promise<Response> {
  if (!sameText(request.headers.get('authorization') ?? '', `Bearer ${token}`)) throw unauthorized()
  const { pathname } = new URL(request.url)
  const resource = RESOURCES.find(({ path }) => path === pathname)
  if (!resource)
    throw noSuchResource(
      pathname,
      RESOURCES.map(({ path }) => path),
    )
  const method = new Map(Object.entries(resource.methods)).get(request.method)
  if (!method) throw noSuchMethod(request.method, Object.keys(resource.methods))
  const { status = 200, body } = await method(parts, await bodyOf(request))
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
}

async function bodyOf(request: Request): Promise<ControlBody> {
  const text = await request.text()
  if (text.trim() === '') return {}
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notJson()
  return { ...value }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw notJson()
  }
}

function refused({ status, message, param }: ControlRefusal): Response {
  const error = { message, ...(param !== undefined && { param }) }
  const headers = status === 401 ? { 'WWW-Authenticate': 'Bearer' } : undefined
  return Response.json({ error }, { status, ...(headers && { headers }) })
}
