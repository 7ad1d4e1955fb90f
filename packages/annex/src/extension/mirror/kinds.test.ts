/** The table of kinds holds against what the official package says exists. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eventTypes, kind, kindsOfEvent, routeFor } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import { SCHEMA } from './schema.js'
import { CHILDREN, MIRRORED, type MirroredKind } from './kinds.js'

/** Parameters of a page, and those that only pick out some of a list. */
const PAGING = ['limit', 'starting_after', 'ending_before', 'expand']

/** Lists that leave something out unless they are asked for it, found by reading the documents. */
const LEAVES_OUT = { subscription: { status: 'all' } }

function listOf({ list, owner }: MirroredKind) {
  const path = owner ? owner.path('cus_1') : list
  // A query in it says whose.
  return path === null ? undefined : routeFor('GET', path.replace(/\?.*/, ''))?.value
}

describe('the table of kinds', () => {
  it('lists each kind where the API lists it', () => {
    for (const mirrored of MIRRORED.filter(({ list }) => list !== null)) {
      const operation = listOf(mirrored)
      assert.equal(operation?.action, 'list', mirrored.table)
      assert.ok(operation.kinds.includes(mirrored.kind), mirrored.table)
    }
  })

  it('reads each object where the API reads it', () => {
    for (const { kind: name, path, table } of MIRRORED) {
      const operation = routeFor('GET', path('id_1', 'cus_1'))?.value
      assert.equal(operation?.action, 'retrieve', table)
      assert.ok(operation.kinds.includes(name), table)
    }
  })

  it('sends what a list needs, and nothing a list does not know', () => {
    for (const mirrored of MIRRORED) {
      const parameters = [...(listOf(mirrored)?.parameters ?? [])]
      const required = parameters.filter(([, field]) => field.required).map(([name]) => name)
      assert.deepEqual(required, [], `${mirrored.table} is a list nobody can ask for`)
      const known = parameters.map(([name]) => name)
      for (const name of Object.keys(mirrored.query)) assert.ok(known.includes(name), name)
    }
    const queries = MIRRORED.filter(({ query }) => Object.keys(query).length > 0)
    assert.deepEqual(Object.fromEntries(queries.map((one) => [one.kind, one.query])), LEAVES_OUT)
  })

  it('pages through every list', () => {
    for (const mirrored of MIRRORED.filter(({ list }) => list !== null)) {
      const known = [...(listOf(mirrored)?.parameters.keys() ?? [])]
      for (const name of PAGING) assert.ok(known.includes(name), `${mirrored.table} ${name}`)
    }
  })

  it('lists again by time only what can be listed by time', () => {
    for (const mirrored of MIRRORED.filter(({ news }) => news === 'window')) {
      assert.ok(listOf(mirrored)?.parameters.has('created'), mirrored.table)
    }
  })

  it('says which kinds no event announces', () => {
    const silent = MIRRORED.filter(({ kind: name }) => announcements(name).length === 0)
    const trusting = silent.filter(({ news }) => news === 'events')
    assert.deepEqual(
      trusting.map(({ table }) => table),
      [],
    )
  })

  it('knows whose ids developers choose', () => {
    const chooses = ({ list }: MirroredKind) =>
      list !== null && (routeFor('POST', list)?.value?.parameters.has('id') ?? false)
    const chosen = MIRRORED.filter(chooses).map(({ table }) => table)
    const marked = MIRRORED.filter(({ chosenId }) => chosenId).map(({ table }) => table)
    // A plan that repeats is a price too, of the same id.
    assert.deepEqual(marked.sort(), [...chosen, 'prices'].sort())
  })

  it('refers only to fields that there are, of kinds that there are', () => {
    const kinds = new Set<string>(MIRRORED.map((one) => one.kind))
    for (const { kind: name, table, parents, goesWith } of MIRRORED) {
      for (const [field, of] of Object.entries(parents)) {
        assert.ok(kind(name).fields.has(field), `${table}.${field}`)
        assert.ok(kinds.has(of), `${table}.${field} is of ${of}`)
        // What is missing is looked for by them.
        const columns = SCHEMA.find(({ name: own }) => own === table)?.columns
        assert.ok(columns?.some((column) => column.name === field && column.type === 'text'))
      }
      if (goesWith !== undefined) assert.ok(goesWith in parents, table)
    }
  })

  it('finds children in lists that are always there', () => {
    for (const { table, children } of MIRRORED) {
      for (const child of children) {
        const parent = MIRRORED.find((one) => one.table === table)?.kind
        const field = parent && kind(parent).fields.get(child.field)
        assert.equal(field?.schema.type, 'list', `${table}.${child.field}`)
        assert.equal(field.includable, false, `${table}.${child.field}`)
        const named = child.parentField
        if (named !== undefined) assert.ok(kind(child.kind).fields.has(named), child.table)
      }
    }
  })

  it('keeps each list that is always inside an object as a table', () => {
    const kept = MIRRORED.flatMap(({ table, children }) =>
      children.map(({ field }) => `${table}.${field}`),
    )
    const there = MIRRORED.flatMap(({ kind: name, table }) =>
      [...kind(name).fields].flatMap(([field, { schema, includable }]) =>
        schema.type === 'list' && !includable ? [`${table}.${field}`] : [],
      ),
    )
    // An account's bank accounts are shown to whoever made the account, not to who was let in.
    const expected = there.filter((name) => name !== 'accounts.external_accounts')
    assert.deepEqual(kept.sort(), expected.sort())
    assert.equal(CHILDREN.length, kept.length)
  })
})

function announcements(name: Kind): string[] {
  return eventTypes().filter((type) => kindsOfEvent(type).includes(name))
}
