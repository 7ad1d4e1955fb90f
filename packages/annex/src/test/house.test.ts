/** The house stands as ARCHITECTURE.md says: imports follow the arrows, the engine knows nobody by name. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const src = resolve(dirname(fileURLToPath(import.meta.url)), '../../src')

/** Which rooms each room may import from, beside itself. The longest matching name is the room. */
const ARROWS: Record<string, readonly string[]> = {
  core: [],
  web: ['core'],
  catalogue: ['core'],
  'platform/store': ['core', 'catalogue'],
  'platform/people': ['platform/store', 'web', 'core'],
  'platform/engine': ['platform/store', 'catalogue', 'web', 'core'],
  'platform/objects': ['platform/engine', 'catalogue', 'core'],
  'platform/versions': ['platform/engine', 'platform/store', 'catalogue', 'core'],
  'platform/trouble': ['platform/webhooks', 'web', 'core'],
  'platform/stripe-cli': [
    'platform/objects',
    'platform/engine',
    'platform/webhooks',
    'platform/store',
    'catalogue',
    'web',
    'core',
  ],
  'platform/second-api': ['platform/objects', 'platform/engine', 'platform/store', 'web', 'core'],
  'platform/oauth': ['platform/people', 'platform/store', 'platform/routes', 'web', 'core'],
  'platform/webhooks': ['platform/store', 'catalogue', 'core'],
  'platform/time': ['platform/objects', 'platform/engine', 'platform/store', 'core'],
  'platform/dashboard': [
    'platform/trouble',
    'platform/time',
    'platform/oauth',
    'platform/people',
    'platform/webhooks',
    'platform/store',
    'platform/routes',
    'catalogue',
    'web',
    'core',
  ],
  'platform/connect': [
    'platform/objects',
    'platform/oauth',
    'platform/engine',
    'platform/store',
    'catalogue',
    'core',
  ],
  'platform/hosted': [
    'platform/connect',
    'platform/objects',
    'platform/engine',
    'platform/store',
    'platform/routes',
    'catalogue',
    'web',
    'core',
  ],
  'platform/seed': [
    'platform/time',
    'platform/objects',
    'platform/engine',
    'platform/oauth',
    'platform/webhooks',
    'platform/people',
    'platform/store',
    'catalogue',
    'core',
  ],
  'platform/control': ['platform/time', 'platform/trouble', 'platform/app', 'core'],
  'platform/routes': [],
  'platform/config': ['platform/seed', 'core'],
  'platform/page-errors': ['web', 'core'],
  'platform/pages': ['platform', 'catalogue', 'web', 'core'],
  'platform/app': ['platform', 'catalogue', 'web', 'core'],
  'extension/mirror': ['catalogue', 'core'],
  'extension/store': ['extension/mirror', 'core'],
  'extension/jobs': ['extension/store', 'core'],
  'extension/stripe': ['extension/store', 'web', 'core'],
  'extension/people': ['extension/store', 'extension/routes', 'web', 'core'],
  'extension/connect': [
    'extension/stripe',
    'extension/people',
    'extension/jobs',
    'extension/store',
    'extension/routes',
    'web',
    'core',
  ],
  'extension/sync': [
    'extension/mirror',
    'extension/stripe',
    'extension/jobs',
    'extension/store',
    'catalogue',
    'web',
    'core',
  ],
  'extension/reports': ['extension/store', 'web', 'core'],
  'extension/billing': [
    'extension/stripe',
    'extension/jobs',
    'extension/store',
    'extension/routes',
    'core',
  ],
  'extension/console': [
    'extension/mirror',
    'extension/billing',
    'extension/connect',
    'extension/sync',
    'extension/reports',
    'extension/people',
    'extension/jobs',
    'extension/store',
    'extension/routes',
    'catalogue',
    'web',
    'core',
  ],
  'extension/routes': [],
  'extension/config': ['extension/mirror', 'core'],
  'extension/app': ['extension', 'catalogue', 'web', 'core'],
  platform: [
    'platform/app',
    'platform/config',
    'platform/control',
    'platform/seed',
    'platform/store',
    'core',
  ],
  extension: ['extension/app', 'extension/billing', 'extension/config', 'extension/store', 'core'],
  testing: ['platform', 'core'],
  cli: ['platform', 'extension', 'web', 'core'],
  test: ['core', 'web', 'catalogue', 'platform', 'extension', 'testing', 'cli'],
}

/** What product code gets as an argument instead (architecture 4, idea 5). */
const BANNED =
  /\b(?:Date\.now\(|new Date\(\)|Math\.random\(|globalThis\.fetch\b|performance\.now\()/
const MAY_TOUCH_THE_WORLD = ['core/clock.ts', 'core/timers.ts', 'core/random.ts', 'core/outside.ts']

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.tsx?$/.test(name),
)
const product = files.filter((name) => !isTest(name) && !name.startsWith('web/browser/'))

describe('the house', () => {
  it('imports along the arrows only', () => {
    const wrong = product.flatMap((file) =>
      importsOf(file)
        .filter((target) => !mayImport(roomOf(file), target))
        .map((target) => `${file} → ${target}`),
    )
    assert.deepEqual(wrong, [])
  })

  it('never lets a half import the other', () => {
    const crossing = product.filter(
      (file) =>
        (file.startsWith('platform/') && importsOf(file).some((t) => t.startsWith('extension'))) ||
        (file.startsWith('extension/') && importsOf(file).some((t) => t.startsWith('platform'))),
    )
    assert.deepEqual(crossing, [])
  })

  it('has no import cycle', () => {
    assert.deepEqual(cycles(), [])
  })

  it('keeps resources out of the engine', () => {
    const named =
      /['"`](?:account|charge|customer|refund|payment_intent|payment_method|product|price|invoice|subscription)['"`]/
    const knowing = product
      .filter((file) => file.startsWith('platform/engine/'))
      .filter((file) => named.test(withoutComments(file)))
    assert.deepEqual(knowing, [])
  })

  it('takes time, randomness and the network as arguments', () => {
    const reaching = product
      .filter((file) => !MAY_TOUCH_THE_WORLD.includes(file))
      .filter((file) => BANNED.test(withoutComments(file)))
    assert.deepEqual(reaching, [])
  })

  it('lets SQLite plan a statement with a limit once', () => {
    const planned = product
      .filter((file) => file.startsWith('platform/store/'))
      .filter((file) => /\blimit \?\d*(?! \+ 0|\d)/.test(withoutComments(file)))
    assert.deepEqual(planned, [])
  })

  it('keeps files small enough to read', () => {
    const long = files.filter((file) => read(file).split('\n').length > 400)
    assert.deepEqual(
      long,
      ['catalogue/kinds.ts'].filter((file) => long.includes(file)),
    )
  })
})

function isTest(name: string): boolean {
  return /\.test\.tsx?$/.test(name) || name.startsWith('test/')
}

function read(file: string): string {
  return readFileSync(join(src, file), 'utf8')
}

function withoutComments(file: string): string {
  return read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
}

/** Paths inside `src`, without ending, of what a file imports from the house. */
function importsOf(file: string): string[] {
  const specifiers = [...withoutComments(file).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)]
  return specifiers.map(([, specifier = '']) =>
    relative(src, resolve(src, dirname(file), specifier)).replace(/\.jsx?$/, ''),
  )
}

function roomOf(file: string): string {
  const path = file.replace(/\.tsx?$/, '')
  const rooms = Object.keys(ARROWS).filter((room) => path === room || path.startsWith(`${room}/`))
  const room = rooms.sort((a, b) => b.length - a.length)[0]
  assert.ok(room, `${file} stands in no room of ARROWS`)
  return room
}

function mayImport(room: string, target: string): boolean {
  if (target.endsWith('.json')) return target.startsWith(room)
  const allowed = [room, ...(ARROWS[room] ?? [])]
  return allowed.some((name) => target === name || target.startsWith(`${name}/`))
}

function cycles(): string[] {
  const edges = new Map(product.map((file) => [file.replace(/\.tsx?$/, ''), runtimeImports(file)]))
  const done = new Set<string>()
  const found: string[] = []
  const visit = (node: string, trail: string[]): void => {
    if (trail.includes(node)) {
      found.push([...trail.slice(trail.indexOf(node)), node].join(' → '))
      return
    }
    if (done.has(node)) return
    for (const next of edges.get(node) ?? []) visit(next, [...trail, node])
    done.add(node)
  }
  for (const node of edges.keys()) visit(node, [])
  return found
}

function runtimeImports(file: string): string[] {
  const text = withoutComments(file)
  const specifiers = [...text.matchAll(/(?:^|\n)(?:import|export)\s+(?!type\b)[^'"]*?'(\.[^']+)'/g)]
  return specifiers.map(([, specifier = '']) =>
    relative(src, resolve(src, dirname(file), specifier)).replace(/\.jsx?$/, ''),
  )
}
