/** Writes the next migration of the schema `stripe`, if it lacks something, and its page: `npm run mirror`. */
import { readdirSync, writeFileSync } from 'node:fs'
import { outsideWith } from '../../core/outside.js'
import { openDatabase } from '../../extension/store/open.js'
import { migrationFor, readActual } from './drift.js'
import { mirrorPage } from './page.js'

const MIGRATIONS = new URL('../../../src/extension/store/migrations/', import.meta.url)

const outside = outsideWith()
const database = await openDatabase({ url: undefined, directory: ':memory:', outside })
const migration = migrationFor(await readActual(database))
await database.close()
if (migration !== undefined) writeFileSync(new URL(nextName(), MIGRATIONS), `${migration}\n`)
writeFileSync(new URL('../../../../../docs/mirror.md', import.meta.url), mirrorPage())

function nextName(): string {
  const numbers = readdirSync(MIGRATIONS).map((name) => Number(name.slice(0, 4)))
  return `${String(Math.max(...numbers) + 1).padStart(4, '0')}_mirror.sql`
}
