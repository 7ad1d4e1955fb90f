/** Puts together what the package's code, its types and the 2024 document say. */
import type { CatalogueFile, PooledKind, PooledOperation } from '../format.js'
import { NOUNS, PREFIXES } from './prefixes.js'
import type { ObjectSchema } from '../schema.js'
import { readEvents } from './events.js'
import { markIncludable } from './includable.js'
import { findObjects, typeNameOf, type DeclaredObjects } from './objects.js'
import { anonymous, openDocument, type OpenApi } from './openapi.js'
import { readOperations, type DeclaredOperation } from './operations.js'
import { legacyOperations } from './legacy.js'
import { createPool, placeOf, type Pool } from './pool.js'
import { refineFields } from './refine.js'
import { relate } from './relate.js'
import { readRoutes } from './routes.js'
import { moduleOf, openSdk, type Sdk } from './sdk.js'
import { fieldsOf, typeReader, type Reader } from './types.js'

export function buildCatalogue(): CatalogueFile {
  const sdk = openSdk()
  const document = openDocument()
  const objects = findObjects(sdk)
  const reader = typeReader(sdk, objects)
  const kinds = declaredKinds(sdk, reader, objects, document)
  const declared = readOperations(sdk, reader, readRoutes(sdk.root))
  const known = new Set(declared.map((one) => `${one.method} ${anonymous(one.path)}`))
  const legacy = legacyOperations(document, known, new Set(kinds.keys()))
  const operations = [...declared, ...legacy].map((one) => completed(one, document, kinds))
  const pool = createPool()
  return {
    ...versions(operations),
    operations: inOrder(operations).map((operation) => pooledOperation(operation, pool)),
    kinds: Object.fromEntries(
      byKey(kinds).map(([kind, one]) => [kind, pooledKind(kind, one, pool)]),
    ),
    events: Object.fromEntries(byKey(readEvents(sdk, reader))),
    types: pool.types,
  }
}

interface DeclaredKind {
  readonly type: string
  readonly schema: ObjectSchema
}

function declaredKinds(
  sdk: Sdk,
  reader: Reader,
  objects: DeclaredObjects,
  document: OpenApi,
): Map<string, DeclaredKind> {
  const kinds = new Map<string, DeclaredKind>()
  for (const [declaration, { kind, deleted, special }] of objects) {
    if (deleted || special) continue
    const declared = fieldsOf(reader, declaration)
    const schema = markIncludable(kind, refineFields(declared, document.ofKind(kind), document))
    const type = typeNameOf(moduleOf(sdk, declaration.getSourceFile()), declaration)
    kinds.set(kind, { type, schema })
  }
  return kinds
}

/** The operation with what the document and the kind it answers with say about its parameters. */
function completed(
  operation: DeclaredOperation,
  document: OpenApi,
  kinds: ReadonlyMap<string, DeclaredKind>,
): DeclaredOperation {
  const described = document.operations.get(`${operation.method} ${anonymous(operation.path)}`)
  const refined = refineFields(operation.parameters, described?.parameters, document)
  const answer = kinds.get(operation.kinds[0] ?? '')?.schema.fields
  const paged = operation.form === 'list' || operation.form === 'search'
  const parameters = relate(refined, answer, paged)
  return { ...operation, path: named(described?.path ?? operation.path), parameters }
}

// The names end up as `param` of "No such customer", where Stripe writes `id` for these.
function named(path: string): string {
  const parameters = path.match(/\{[^}]*\}/g) ?? []
  if (parameters.length > 1) return path
  return path.replace(/\{(?:customer|charge|subscription_exposed_id)\}/, '{id}')
}

function pooledKind(kind: string, { type, schema }: DeclaredKind, pool: Pool): PooledKind {
  const [prefix, noun] = [PREFIXES[kind], NOUNS[kind]]
  return {
    type,
    ...(prefix === undefined ? {} : { prefix }),
    ...(noun === undefined ? {} : { noun }),
    fields: placeOf(pool, schema),
  }
}

function pooledOperation(operation: DeclaredOperation, pool: Pool): PooledOperation {
  const { method, path, action, form, kinds, parameters, legacy } = operation
  const place = placeOf(pool, parameters)
  return { method, path, action, form, kinds, parameters: place, ...(legacy ? { legacy: 1 } : {}) }
}

function versions(
  operations: readonly DeclaredOperation[],
): Pick<CatalogueFile, 'apiVersion' | 'apiVersions'> {
  const create = operations.find(
    (one) => one.method === 'POST' && one.path === '/v1/webhook_endpoints',
  )
  const schema = create?.parameters.fields.get('api_version')?.schema
  if (schema?.type !== 'enum') throw new Error('The package no longer lists the API versions.')
  const apiVersions = schema.values.toSorted()
  return { apiVersion: apiVersions.at(-1) ?? '', apiVersions }
}

function inOrder(operations: readonly DeclaredOperation[]): DeclaredOperation[] {
  return operations.toSorted((a, b) => compare(`${a.path} ${a.method}`, `${b.path} ${b.method}`))
}

function byKey<T>(entries: ReadonlyMap<string, T>): [string, T][] {
  return [...entries].toSorted(([a], [b]) => compare(a, b))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
