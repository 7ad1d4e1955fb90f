/** Every operation of the package: a method's route, its parameters and its answer. */
import ts from 'typescript-5'
import type { Action, AnswerForm } from '../format.js'
import type { ObjectSchema, Schema } from '../schema.js'
import type { Route, Routes } from './routes.js'
import { declarationOf, moduleOf, type Sdk } from './sdk.js'
import { fieldsOf, readType, type Reader } from './types.js'

export interface DeclaredOperation {
  readonly method: string
  readonly path: string
  readonly action: Action
  readonly form: AnswerForm
  readonly kinds: readonly string[]
  readonly parameters: ObjectSchema
  readonly legacy: boolean
}

const NOTHING: ObjectSchema = { type: 'object', fields: new Map() }

export function readOperations(sdk: Sdk, reader: Reader, routes: Routes): DeclaredOperation[] {
  const found = new Map<string, DeclaredOperation>()
  for (const [key, method] of methodsOf(sdk)) {
    const ours = (routes.get(key) ?? []).filter((route) => route.path.startsWith('/v1/'))
    for (const route of ours) {
      const name = `${route.method} ${route.path}`
      if (!found.has(name)) found.set(name, describe(sdk, reader, method, route))
    }
  }
  return [...found.values()]
}

function methodsOf(sdk: Sdk): [string, ts.MethodDeclaration][] {
  return sdk.declarations.flatMap((file) =>
    file.statements.filter(ts.isClassDeclaration).flatMap((declaration) =>
      declaration.members.filter(ts.isMethodDeclaration).map((method) => {
        const name = `${declaration.name?.text}.${method.name.getText()}`
        return [`${moduleOf(sdk, file)}#${name}`, method] satisfies [string, ts.MethodDeclaration]
      }),
    ),
  )
}

function describe(
  sdk: Sdk,
  reader: Reader,
  method: ts.MethodDeclaration,
  route: Route,
): DeclaredOperation {
  const answer = answerOf(reader, method)
  const form = route.file ? 'file' : answer.form
  const action = actionOf(method.name.getText())
  const parameters = parametersOf(sdk, reader, method)
  return {
    ...answer,
    method: route.method,
    path: route.path,
    form,
    action,
    parameters,
    legacy: false,
  }
}

function parametersOf(sdk: Sdk, reader: Reader, method: ts.MethodDeclaration): ObjectSchema {
  const type = method.parameters.find((one) => one.name.getText() === 'params')?.type
  if (!type || !ts.isTypeReferenceNode(type)) return NOTHING
  const { typeName } = type
  const name = ts.isQualifiedName(typeName) ? typeName.right : typeName
  const declaration = declarationOf(sdk, name)
  if (!declaration || !ts.isInterfaceDeclaration(declaration)) return NOTHING
  return fieldsOf(reader, declaration)
}

type Answer = Pick<DeclaredOperation, 'form' | 'kinds'>

function answerOf(reader: Reader, method: ts.MethodDeclaration): Answer {
  const type = method.type
  if (!type || !ts.isTypeReferenceNode(type)) throw new Error(`${method.getText()} answers nothing`)
  const { schema } = isStream(type) ? {} : readType(reader, type.typeArguments?.[0], NOBODY)
  const promise = type.typeName.getText()
  if (promise === 'ApiListPromise') return { form: 'list', kinds: kindsOf(schema) }
  if (promise === 'ApiSearchResultPromise') return { form: 'search', kinds: kindsOf(schema) }
  const onlyStub = schema?.type === 'kind' && schema.deleted && !isMixed(type)
  return { form: onlyStub ? 'deleted' : 'object', kinds: kindsOf(schema) }
}

const NOBODY = { name: '', comment: '' }

function isStream(type: ts.TypeReferenceNode): boolean {
  return type.getText().includes('ReadableStream')
}

// `Customer | DeletedCustomer` is what retrieving may answer, not what deleting does.
function isMixed(type: ts.TypeReferenceNode): boolean {
  const names =
    type.typeArguments?.[0]
      ?.getText()
      .replace(/^Response<|>$/g, '')
      .split('|') ?? []
  return names.some((name) => !name.trim().split('.').at(-1)?.startsWith('Deleted'))
}

// That an account could be a source of money is only left in the types.
function kindsOf(schema: Schema | undefined): readonly string[] {
  if (schema?.type !== 'kind') return []
  return schema.kinds.length > 1 ? schema.kinds.filter((kind) => kind !== 'account') : schema.kinds
}

const ACTIONS: Readonly<Record<string, Action>> = {
  create: 'create',
  retrieve: 'retrieve',
  update: 'update',
  delete: 'delete',
  del: 'delete',
  list: 'list',
  search: 'search',
}

/** `createSource` creates, `del` deletes, and what is none of the usual is a verb of its own. */
function actionOf(name: string): Action {
  const usual = /^(create|retrieve|update|delete|del|list|search)(?=$|[A-Z])/.exec(name)?.[1]
  if (usual === undefined || name === 'createPreview' || name === 'deleteWhere') return 'verb'
  if (name === 'createFromCalculation' || name === 'listPreviewLineItems') return 'verb'
  return ACTIONS[usual] ?? 'verb'
}
