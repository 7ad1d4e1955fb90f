/** Verb and path of every method, read from the package's code: its declarations don't say them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript-5'
import { filesIn } from './sdk.js'

export interface Route {
  readonly method: string
  /** `/v1/customers/{id}` */
  readonly path: string
  /** Not JSON but the bytes of a file. */
  readonly file: boolean
}

/**
 * By `resources/Customers#CustomerResource.create`. A few methods choose between two paths, such as
 * `/v1/account` and `/v1/accounts/{id}`.
 */
export type Routes = ReadonlyMap<string, readonly Route[]>

export function readRoutes(root: string): Routes {
  const routes = new Map<string, readonly Route[]>()
  for (const name of filesIn(root, '.js')) {
    const text = readFileSync(join(root, name), 'utf8')
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true)
    for (const [method, found] of routesOf(file)) {
      routes.set(`${name.replace(/\.js$/, '')}#${method}`, found)
    }
  }
  return routes
}

function routesOf(file: ts.SourceFile): [string, Route[]][] {
  return file.statements.filter(ts.isClassDeclaration).flatMap((declaration) =>
    declaration.members.filter(ts.isMethodDeclaration).map((method) => {
      const name = `${declaration.name?.text}.${method.name.getText()}`
      return [name, requestsIn(method)] satisfies [string, Route[]]
    }),
  )
}

function requestsIn(node: ts.Node): Route[] {
  const own = ts.isCallExpression(node) ? request(node) : undefined
  const inside: Route[] = []
  ts.forEachChild(node, (child) => {
    inside.push(...requestsIn(child))
  })
  return own ? [own, ...inside] : inside
}

function request(call: ts.CallExpression): Route | undefined {
  const { expression } = call
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== '_makeRequest') {
    return undefined
  }
  const [method, path, , , options] = call.arguments
  if (!method || !ts.isStringLiteral(method) || !path) return undefined
  const file = options?.getText().includes('streaming: true') ?? false
  return { method: method.text, path: template(path), file }
}

function template(path: ts.Expression): string {
  if (ts.isStringLiteralLike(path)) return path.text
  if (!ts.isTemplateExpression(path)) throw new Error(`A path of another sort: ${path.getText()}`)
  const spans = path.templateSpans.map((span) => {
    const argument = ts.isCallExpression(span.expression) ? span.expression.arguments[0] : undefined
    return `{${(argument ?? span.expression).getText()}}${span.literal.text}`
  })
  return path.head.text + spans.join('')
}
