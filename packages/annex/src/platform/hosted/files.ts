/** The bytes of files: with a key as `file.url` has them, without one through a file link. */
import { Hono, type Context } from 'hono'
import { sameText } from '../../core/secret.js'
import { authenticate } from '../engine/authenticate.js'
import type { Engine } from '../engine/context.js'
import { Refusal, renderRefusal } from '../engine/errors.js'
import { refusePartial } from '../engine/permissions.js'
import { credentialsIn } from '../engine/running.js'
import { openNow } from '../engine/unit.js'
import { LINKS_PATH } from '../objects/file/link.js'
import { idOf } from '../objects/reference.js'
import { findFileContent } from '../store/file-contents.js'
import { findOwner } from '../store/objects.js'

export function fileRoutes(engine: Engine): Hono {
  const app = new Hono()
  // What isn't found goes on to the page that says so, past the headers that pages carry (S7).
  app.get('/v1/files/:file/contents', (c, next) => withKey(c, engine) ?? next())
  app.get(`${LINKS_PATH}/:link/:secret`, (c, next) => throughLink(c, engine) ?? next())
  return app
}

function withKey(c: Context, engine: Engine) {
  try {
    const identity = authenticate(
      engine,
      credentialsIn((name) => c.req.header(name)),
    )
    refusePartial(identity)
    const file = openNow(engine, identity).get('file', c.req.param('file') ?? '')
    return content(c, engine, file.id, file.filename)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, body } = renderRefusal(error)
    return Response.json(body, { status })
  }
}

/** A wrong secret, an expired link and no link at all look the same. */
function throughLink(c: Context, engine: Engine) {
  const id = c.req.param('link') ?? ''
  const owner = findOwner(engine.store, 'file_link', id)
  if (!owner) return undefined
  const work = openNow(engine, { ...owner, ...NOBODY })
  const link = work.get('file_link', id)
  const isOpen = link.expires_at === null || link.expires_at > work.now
  if (!isOpen || !sameText(pathOf(link.url ?? ''), c.req.path)) return undefined
  const file = work.get('file', idOf(link.file))
  return content(c, engine, file.id, file.filename)
}

const NOBODY = { application: null, access: 'read_only', maskedKey: '' } as const

// Opened in a browser, somebody else's upload must not run as a page of ours.
function content(c: Context, engine: Engine, id: string, filename: string | null) {
  const found = findFileContent(engine.store, id)
  if (!found) return undefined
  const name = encodeURIComponent(filename ?? id)
  return c.body(new Uint8Array(found.body), 200, {
    'Content-Type': found.content_type,
    'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  })
}

function pathOf(url: string): string {
  return url.slice(url.indexOf(`${LINKS_PATH}/`))
}
