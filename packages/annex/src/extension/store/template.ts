/** A database with all its tables and no rows, in one file: beginning from it takes half a second, `initdb` takes four. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Named after the engine's version, which it must have been made by; `scripts/template.mjs` makes it. */
const VERSION = '0.5.16'
const path = fileURLToPath(new URL(`./pglite-${VERSION}.template`, import.meta.url))

export function currentTemplate(): string | undefined {
  return existsSync(path) ? path : undefined
}
