/** The styles and browser modules every page links to, under a name that changes with their content. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { mark } from './components/wordmark.js'

interface Asset {
  type: string
  body: string
}

/** The first file declares the order of the layers; the rest may come in any. */
const FIRST = 'tokens.css'

let cached: { version: string; files: Map<string, Asset> } | undefined

/** `assetPath('annex.css')` → `/assets/3f…/annex.css`. All files share one version. */
export function assetPath(name: string): string {
  return `/assets/${load().version}/${name}`
}

/** Serves `/assets/<version>/<name>`; such an address never changes its content. */
export function assetRoutes(): Hono {
  return new Hono().get('/assets/:version/:name', (c) => {
    const { version, files } = load()
    const asset = files.get(c.req.param('name'))
    if (!asset || c.req.param('version') !== version) return c.text('No such file.', 404)
    return c.body(asset.body, 200, {
      'Content-Type': `${asset.type}; charset=utf-8`,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    })
  })
}

// Read at the first page, not at start: most starts are of servers that answer API calls.
function load() {
  cached ??= withVersion(
    new Map([
      ['annex.css', { type: 'text/css', body: styles() }],
      ['icon.svg', { type: 'image/svg+xml', body: mark() }],
      ...modules(),
    ]),
  )
  return cached
}

function withVersion(files: Map<string, Asset>) {
  const hash = createHash('sha256')
  for (const [name, asset] of files) hash.update(name).update(asset.body)
  return { version: hash.digest('hex').slice(0, 16), files }
}

function styles(): string {
  const folder = new URL('./styles/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.css') && name !== FIRST)
  return [FIRST, ...names.sort()]
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('')
}

function modules(): [string, Asset][] {
  const folder = new URL('./browser/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'))
  return names.sort().map((name) => {
    const body = readFileSync(new URL(name, folder), 'utf8')
    return [name, { type: 'text/javascript', body }]
  })
}
