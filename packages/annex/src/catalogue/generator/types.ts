/** From a TypeScript type to a schema. */
import ts from 'typescript-5'
import type { Field, ObjectSchema, Schema } from '../schema.js'
import { keyword, literal, type About } from './keywords.js'
import type { DeclaredObjects } from './objects.js'
import { declarationOf, membersOf, nameOf, type Sdk } from './sdk.js'
import { combine, type Part } from './union.js'

/** Types that mean something of their own in the package. */
const NAMED: Readonly<Record<string, Part>> = {
  Decimal: { schema: { type: 'decimal' } },
  Metadata: { schema: { type: 'metadata' } },
  MetadataParam: { schema: { type: 'metadata' } },
  RangeQueryParam: { schema: { type: 'range' } },
  FileData: { schema: { type: 'file' } },
  Uint8Array: { schema: { type: 'file' } },
  Buffer: { schema: { type: 'file' } },
  OtherString: { open: true },
}

/** Any object whatsoever: `data.object` of an event. */
const SHAPELESS = /^(?:Data\.Object|Data\.PreviousAttributes)$/
const ANY: Schema = { type: 'any' }

/** Reads types, each interface once. */
export interface Reader {
  readonly sdk: Sdk
  readonly objects: DeclaredObjects
  readonly known: Map<ts.Declaration, ObjectSchema>
  /** Interfaces being read right now. */
  readonly open: Set<ts.Declaration>
}

export function typeReader(sdk: Sdk, objects: DeclaredObjects): Reader {
  return { sdk, objects, known: new Map(), open: new Set() }
}

export function fieldsOf(reader: Reader, declaration: ts.InterfaceDeclaration): ObjectSchema {
  const before = reader.known.get(declaration)
  if (before) return before
  // Nothing of today's types refers to itself other than through a kind; the file couldn't hold it.
  if (reader.open.has(declaration)) throw new Error(`${declaration.name.text} contains itself`)
  reader.open.add(declaration)
  const schema = withMembers(reader, membersOf(reader.sdk, declaration))
  reader.known.set(declaration, schema)
  reader.open.delete(declaration)
  return schema
}

function withMembers(reader: Reader, members: readonly ts.PropertySignature[]): ObjectSchema {
  const fields = members.flatMap((member) => {
    const field = fieldOf(reader, member)
    return field ? [[nameOf(member), field] as const] : []
  })
  return { type: 'object', fields: new Map(fields) }
}

function fieldOf(reader: Reader, member: ts.PropertySignature): Field | undefined {
  const about = { name: nameOf(member), comment: commentOf(member) }
  const { schema, nullable = false } = combine([readType(reader, member.type, about)])
  return schema && { schema, required: !member.questionToken, nullable, includable: false }
}

export function readType(reader: Reader, type: ts.TypeNode | undefined, about: About): Part {
  if (!type) return {}
  if (ts.isParenthesizedTypeNode(type)) return readType(reader, type.type, about)
  if (ts.isUnionTypeNode(type)) {
    return combine(type.types.map((one) => readType(reader, one, about)))
  }
  if (ts.isArrayTypeNode(type)) return { schema: arrayOf(reader, type.elementType, about) }
  if (ts.isLiteralTypeNode(type)) return literal(type)
  if (ts.isTypeLiteralNode(type)) return { schema: inline(reader, type, about) }
  if (ts.isTypeReferenceNode(type)) return reference(reader, type, about)
  return keyword(type, about)
}

/** The schema alone, where null has no place: an element, a value of a map. */
function whole(reader: Reader, type: ts.TypeNode | undefined, about: About): Schema {
  return combine([readType(reader, type, about)]).schema ?? ANY
}

function arrayOf(reader: Reader, element: ts.TypeNode | undefined, about: About): Schema {
  return { type: 'array', items: whole(reader, element, about) }
}

function inline(reader: Reader, type: ts.TypeLiteralNode, about: About): Schema {
  const index = type.members.find(ts.isIndexSignatureDeclaration)
  if (index) return { type: 'map', values: whole(reader, index.type, about) }
  return withMembers(reader, type.members.filter(ts.isPropertySignature))
}

function reference(reader: Reader, type: ts.TypeReferenceNode, about: About): Part {
  const name = type.typeName.getText()
  const named = NAMED[name]
  if (named) return named
  const [first, second] = type.typeArguments ?? []
  switch (name) {
    case 'Array':
      return { schema: arrayOf(reader, first, about) }
    case 'Emptyable':
      return { ...readType(reader, first, about), nullable: true }
    case 'Partial':
    case 'Response':
      return readType(reader, first, about)
    case 'ApiList':
      return { schema: { type: 'list', items: whole(reader, first, about) } }
    case 'Record':
      return { schema: { type: 'map', values: whole(reader, second, about) } }
    default:
      return declared(reader, type.typeName, about)
  }
}

function declared(reader: Reader, typeName: ts.EntityName, about: About): Part {
  const last = ts.isQualifiedName(typeName) ? typeName.right : typeName
  const declaration = declarationOf(reader.sdk, last)
  if (!declaration) throw new Error(`${typeName.getText()} is declared nowhere`)
  if (ts.isTypeAliasDeclaration(declaration)) return readType(reader, declaration.type, about)
  if (!ts.isInterfaceDeclaration(declaration)) throw new Error(`${typeName.getText()} is odd`)
  const object = reader.objects.get(declaration)
  if (object) {
    const { kind, deleted } = object
    return { schema: { type: 'kind', kinds: [kind], expandable: false, deleted } }
  }
  return { schema: SHAPELESS.test(typeName.getText()) ? ANY : fieldsOf(reader, declaration) }
}

function commentOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '')
    .join(' ')
}
