/** `npm run catalogue`: writes `catalogue.json` and `kinds.ts` from the installed packages. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CatalogueFile } from './format.js'
import { buildCatalogue } from './generator/catalogue-file.js'
import { kindsFile } from './generator/kinds-file.js'

/** The generated files' texts, by name. */
export function generate(): { 'catalogue.json': string; 'kinds.ts': string } {
  const catalogue = buildCatalogue()
  return { 'catalogue.json': print(catalogue), 'kinds.ts': kindsFile(catalogue.kinds) }
}

// One entry a line, so that a new version of the package can be reviewed as a diff.
function print(catalogue: CatalogueFile): string {
  const sections = Object.entries(catalogue).map(([name, value]) => {
    return `${JSON.stringify(name)}:${printSection(value)}`
  })
  return `{${sections.join(',\n')}}\n`
}

function printSection(value: unknown): string {
  if (Array.isArray(value)) return `[\n${value.map((one) => JSON.stringify(one)).join(',\n')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const lines = Object.entries(value).map(
    ([key, entry]) => `${JSON.stringify(key)}:${JSON.stringify(entry)}`,
  )
  return `{\n${lines.join(',\n')}}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sources = fileURLToPath(new URL('../../src/catalogue/', import.meta.url))
  for (const [name, text] of Object.entries(generate())) writeFileSync(sources + name, text)
}
