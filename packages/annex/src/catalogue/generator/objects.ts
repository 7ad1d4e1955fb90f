/** The objects of the API: exported interfaces whose `object` field is one fixed word. */
import ts from 'typescript-5'
import { literalOf, membersOf, nameOf, type Sdk } from './sdk.js'

interface DeclaredObject {
  readonly kind: string
  /** The stub that stays when the object is deleted. */
  readonly deleted: boolean
  /** One of the 275 shapes of an event, of which `EventBase` stands for all. */
  readonly special: boolean
}

/** By declaration, so that a reference to the interface is known as a reference to the kind. */
export type DeclaredObjects = ReadonlyMap<ts.InterfaceDeclaration, DeclaredObject>

export function findObjects(sdk: Sdk): DeclaredObjects {
  const found = new Map<ts.InterfaceDeclaration, DeclaredObject>()
  for (const file of sdk.declarations) {
    for (const statement of file.statements) {
      if (!ts.isInterfaceDeclaration(statement)) continue
      const object = describe(sdk, statement)
      if (object) found.set(statement, object)
    }
  }
  return found
}

function describe(sdk: Sdk, declaration: ts.InterfaceDeclaration): DeclaredObject | undefined {
  const members = membersOf(sdk, declaration)
  const member = members.find((one) => nameOf(one) === 'object')
  const kind = literalOf(member)
  if (kind === undefined || member?.questionToken) return undefined
  const deleted = members.find((one) => nameOf(one) === 'deleted')?.type?.getText() === 'true'
  const special = kind === 'event' && declaration.name.text !== 'EventBase'
  return { kind, deleted, special }
}

/** `Checkout.Session`: how the package's users write the type. */
export function typeNameOf(module: string, declaration: ts.InterfaceDeclaration): string {
  const rooms = module.split(/[/\\]/).slice(1, -1)
  const name = declaration.name.text === 'EventBase' ? 'Event' : declaration.name.text
  return [...rooms, name].join('.')
}
