/** Event types, and what kind of object each is about. */
import ts from 'typescript-5'
import { literalOf, membersOf, nameOf, type Sdk } from './sdk.js'
import { readType, type Reader } from './types.js'

/** The kinds of `data.object`, by event type. */
export function readEvents(sdk: Sdk, reader: Reader): Map<string, readonly string[]> {
  const events = new Map<string, readonly string[]>()
  const file = sdk.declarations.find((one) => one.fileName.endsWith('/resources/Events.d.ts'))
  const statements = file?.statements ?? []
  const data = dataOf(statements)
  for (const statement of statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue
    const type = literalOf(membersOf(sdk, statement).find((member) => nameOf(member) === 'type'))
    if (type === undefined) continue
    const about = data.get(statement.name.text)
    events.set(type, about ? kindsIn(sdk, reader, about) : [])
  }
  return events
}

/** `namespace CustomerCreatedEvent { interface Data { object: Customer } }`, by the name outside. */
function dataOf(statements: readonly ts.Statement[]): Map<string, ts.InterfaceDeclaration> {
  const found = new Map<string, ts.InterfaceDeclaration>()
  for (const statement of statements) {
    if (!ts.isModuleDeclaration(statement) || !statement.body) continue
    if (!ts.isModuleBlock(statement.body)) continue
    const data = statement.body.statements
      .filter(ts.isInterfaceDeclaration)
      .find((one) => one.name.text === 'Data')
    if (data) found.set(statement.name.text, data)
  }
  return found
}

function kindsIn(sdk: Sdk, reader: Reader, data: ts.InterfaceDeclaration): readonly string[] {
  const object = membersOf(sdk, data).find((member) => nameOf(member) === 'object')
  const { schema } = readType(reader, object?.type, { name: 'object', comment: '' })
  return schema?.type === 'kind' ? schema.kinds : []
}
