/** The official package's declarations, opened with a compiler that still has an API. */
import { readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript-5'

export interface Sdk {
  /** Where the package's ES modules are. */
  readonly root: string
  /** Every `resources/**` declaration file of the v1 API, in a fixed order. */
  readonly declarations: readonly ts.SourceFile[]
  readonly checker: ts.TypeChecker
}

export function openSdk(): Sdk {
  const root = dirname(fileURLToPath(import.meta.resolve('stripe')))
  const names = filesIn(root, '.d.ts')
  const program = ts.createProgram(
    names.map((name) => join(root, name)),
    {
      noLib: true,
      types: [],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    },
  )
  const declarations = names.flatMap((name) => program.getSourceFile(join(root, name)) ?? [])
  return { root, declarations, checker: program.getTypeChecker() }
}

/** Paths below `root`, without the second API, whose shapes are another world. */
export function filesIn(root: string, ending: string): string[] {
  return readdirSync(join(root, 'resources'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !/(?:^|[/\\])V2(?:[/\\]|\.)/.test(name))
    .map((name) => join('resources', name))
    .sort()
}

/** `resources/Checkout/Sessions` for a file of the package. */
export function moduleOf(sdk: Sdk, file: ts.SourceFile): string {
  return relative(sdk.root, file.fileName).replace(/\.d\.ts$/, '')
}

/** Follows imports to where a name was declared. */
export function declarationOf(sdk: Sdk, name: ts.Node): ts.Declaration | undefined {
  const found = sdk.checker.getSymbolAtLocation(name)
  if (!found) return undefined
  const symbol = found.flags & ts.SymbolFlags.Alias ? sdk.checker.getAliasedSymbol(found) : found
  return symbol.declarations?.find(
    (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node),
  )
}

/** The property signatures of an interface, those it inherits first. */
export function membersOf(sdk: Sdk, declaration: ts.InterfaceDeclaration): ts.PropertySignature[] {
  const inherited = (declaration.heritageClauses ?? [])
    .flatMap((clause) => clause.types)
    .flatMap((type) => {
      const base = declarationOf(sdk, type.expression)
      return base && ts.isInterfaceDeclaration(base) ? membersOf(sdk, base) : []
    })
  const own = declaration.members.filter(ts.isPropertySignature)
  const overridden = new Set(own.map(nameOf))
  return [...inherited.filter((member) => !overridden.has(nameOf(member))), ...own]
}

export function nameOf(member: ts.PropertySignature): string {
  return ts.isStringLiteral(member.name) ? member.name.text : member.name.getText()
}

/** The text of `'customer'` in a member declared as `object: 'customer'`. */
export function literalOf(member: ts.PropertySignature | undefined): string | undefined {
  const type = member?.type
  return type && ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)
    ? type.literal.text
    : undefined
}
