/** Operations the package has dropped and the API still answers, as the 2024 document has them. */
import type { Action, AnswerForm } from '../format.js'
import type { ObjectSchema } from '../schema.js'
import { documentedFields } from './documented.js'
import type { DocumentedOperation, DocumentSchema, OpenApi } from './openapi.js'
import type { DeclaredOperation } from './operations.js'

/** Gone for good at today's version, or about things that are gone: upcoming invoices, usage records. */
const REMOVED =
  /^\/v1\/(?:invoices\/upcoming|issuing\/settlements|link_account_sessions)|usage_record/

/**
 * @param known by `GET /v1/customers/{}`: what the package still has
 * @param kinds the kinds of today; an operation about another one is left out
 */
export function legacyOperations(
  document: OpenApi,
  known: ReadonlySet<string>,
  kinds: ReadonlySet<string>,
): DeclaredOperation[] {
  const lists = new Set(
    [...document.operations.values()]
      .filter((one) => listed(one.answer) !== undefined)
      .map((one) => one.path),
  )
  return [...document.operations]
    .filter(([name, { path }]) => !known.has(name) && !REMOVED.test(path))
    .map(([, operation]) => described(operation, document, lists))
    .filter(
      (operation) => operation.kinds.length > 0 && operation.kinds.every((kind) => kinds.has(kind)),
    )
}

/** These paths name their kind where the document names every sort of source. */
const BY_PATH = /\/(?<kind>card|bank_account)s\b/

function described(
  operation: DocumentedOperation,
  document: OpenApi,
  lists: ReadonlySet<string>,
): DeclaredOperation {
  const { method, path } = operation
  const items = listed(operation.answer)
  const found = answersOf(items ?? operation.answer, document)
  const deleted = found.length > 0 && found.every((one) => one.deleted)
  const form: AnswerForm = items ? 'list' : deleted ? 'deleted' : 'object'
  const action = actionOf(operation, form, lists)
  const own = BY_PATH.exec(path)?.groups?.['kind']
  const kinds = own === undefined ? [...new Set(found.map((one) => one.kind))] : [own]
  const parameters: ObjectSchema = documentedFields(operation.parameters, document)
  return { method, path, action, form, kinds, parameters, legacy: true }
}

function actionOf(
  { method, path }: DocumentedOperation,
  form: AnswerForm,
  lists: ReadonlySet<string>,
): Action {
  if (method === 'GET') return form === 'list' ? 'list' : 'retrieve'
  if (method === 'DELETE') return 'delete'
  if (path.endsWith('}')) return 'update'
  return lists.has(path) ? 'create' : 'verb'
}

function listed(answer: DocumentSchema): DocumentSchema | undefined {
  const list = answer.properties?.['object']?.enum?.[0] === 'list'
  return list ? answer.properties?.['data']?.items : undefined
}

function answersOf(
  schema: DocumentSchema,
  document: OpenApi,
): { kind: string; deleted: boolean }[] {
  const followed = document.follow(schema)
  if (followed?.anyOf) return followed.anyOf.flatMap((one) => answersOf(one, document))
  const kind = followed?.properties?.['object']?.enum?.[0]
  const deleted = followed?.properties?.['deleted'] !== undefined
  return kind === undefined ? [] : [{ kind, deleted }]
}
