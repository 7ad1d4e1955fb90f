import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import {
  apiVersions,
  isKind,
  kind as entryOf,
  kinds,
  operations,
} from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Fields, Schema } from '../../catalogue/schema.js'
import { fieldsIn2024 } from '../../test/document-2024.js'
import { changesTable, gapsList } from './document.js'
import { changes, notRendered } from './table.js'
import { createVersions } from './versions.js'

const nothing = { find: () => undefined, list: () => [] }

/** One value for each field, nothing null, so that every field of every hash is there. */
function filled(fields: Fields, depth = 0): Record<string, unknown> {
  return Object.fromEntries([...fields].map(([name, field]) => [name, value(field.schema, depth)]))
}

function value(schema: Schema, depth: number): unknown {
  switch (schema.type) {
    case 'object':
      return depth > 4 ? {} : filled(schema.fields, depth + 1)
    case 'array':
      return [value(schema.items, depth)]
    case 'union':
      return schema.of[0] ? value(schema.of[0], depth) : null
    case 'kind':
      return 'id_1'
    case 'list':
      return { object: 'list', data: [] }
    default:
      return schema.type === 'integer' ? 1 : 'text'
  }
}

/** The same paths as `fieldsIn2024`: lists are looked into at their first element. */
function has(object: unknown, path: readonly string[]): boolean {
  const at = Array.isArray(object) ? object[0] : object
  const [name, ...rest] = path
  if (name === undefined) return true
  if (typeof at !== 'object' || at === null) return false
  const inner: unknown = Object.entries(at).find(([key]) => key === name)?.[1]
  // Null, or the id of what nobody expanded.
  if (inner === null || typeof inner === 'string') return true
  return inner !== undefined && has(inner, rest)
}

function missingThen(kind: Kind): string[] {
  const today = { ...filled(entryOf(kind).fields), object: kind, id: 'id_1' }
  const shown = createVersions().viewAt('2024-04-10')?.show(today, nothing) ?? {}
  return fieldsIn2024(kind).filter((path) => !has(shown, path.slice(kind.length + 1).split('.')))
}

describe('the table of changes', () => {
  it('brings back all that Stripe documented in 2024, or says that it does not', () => {
    // Fields that only come now and then; they are there when they are.
    const optional = new Set([
      'invoice.subscription_proration_date',
      'line_item.invoice_item',
      'invoiceitem.subscription_item',
      ...['carrier', 'phone', 'tracking_number'].map(
        (n) => `checkout.session.shipping_details.${n}`,
      ),
    ])
    const missing = kinds()
      .flatMap(missingThen)
      .filter((path) => !optional.has(path))
    assert.deepEqual(missing, [...notRendered])
  })

  it('names versions and operations that exist, newest first', () => {
    const order = changes.map(({ since }) => apiVersions().indexOf(since))
    assert.ok(!order.includes(-1))
    assert.deepEqual(
      order,
      order.toSorted((a, b) => b - a),
    )
    const known = new Set(operations().map(({ method, path }) => `${method} ${path}`))
    const named = changes.flatMap(({ request }) => request?.operations ?? [])
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    )
    assert.ok(changes.every(({ view }) => view === undefined || isKind(view.kind)))
  })

  it('is the one in the documentation', () => {
    const page = readFileSync(
      new URL('../../../../../docs/api-versions.md', import.meta.url),
      'utf8',
    )
    assert.ok(page.includes(changesTable()), `docs/api-versions.md must hold:\n${changesTable()}`)
    assert.ok(page.includes(gapsList()), `docs/api-versions.md must hold:\n${gapsList()}`)
  })
})
