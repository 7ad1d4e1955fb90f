/** What the documents say is true: links lead somewhere, commands and settings exist and have their line. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..')
const source = join(root, 'packages/annex/src')
const launcher = join(root, 'packages/annex/bin/annex.cjs')

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]
const prose = documents.map(read).join('\n')

describe('the documents', () => {
  it('link only to what is there', () => {
    const broken = documents.flatMap((document) =>
      linksOf(document)
        .filter((target) => !existsSync(resolve(root, dirname(document), target)))
        .map((target) => `${document} → ${target}`),
    )
    assert.deepEqual(broken, [])
  })

  it('name commands that exist', () => {
    const known = new Set(commands())
    const named = [...prose.matchAll(/(?:`|\n|npx )annex ([a-z]+)\b/g)].map(
      ([, name]) => name ?? '',
    )

    assert.deepEqual(
      [...new Set(named)].filter((name) => !known.has(name) && name !== 'help'),
      [],
    )
  })

  it('have a line for every command and every flag', () => {
    const page = read('docs/command-line.md')
    const missing = commands().flatMap((command) => [
      ...(page.includes(`annex ${command}`) ? [] : [command]),
      ...flagsOf(command)
        .filter((flag) => !page.includes(flag))
        .map((flag) => `${command} ${flag}`),
    ])
    assert.deepEqual(missing, [])
  })

  it('have a line for every setting that is read from the environment', () => {
    const settings = new Set(sources().flatMap((text) => settingsIn(text)))

    assert.deepEqual(
      [...settings].filter((name) => !prose.includes(name)),
      [],
    )
  })

  it('show a first test that passes', () => {
    const [, snippet = ''] = /```ts\n([\s\S]*?)```/.exec(read('docs/testing.md')) ?? []
    // Inside the package its own name resolves, as it does for somebody who installed it.
    const folder = mkdtempSync(join(root, 'packages/annex/dist/snippet-'))
    try {
      const program = join(folder, 'first.mjs')
      const last = "process.stdout.write(JSON.stringify(eventTypes()) + '\\n')\nawait close()"
      writeFileSync(program, snippet.replace('await close()', last))
      const printed = JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' }))
      const [, promised = ''] = /eventTypes\(\) \/\/ (\[.*\])/.exec(snippet) ?? []

      assert.deepEqual(printed, JSON.parse(promised.replaceAll("'", '"')))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

function read(name: string): string {
  return readFileSync(join(root, name), 'utf8')
}

function linksOf(document: string): string[] {
  const links = [...read(document).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
  return links.map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target))
}

function sources(): string[] {
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' })
  const product = names.filter((name) => /\.tsx?$/.test(name) && !/\.test\.|^test\//.test(name))
  return product.map((name) => readFileSync(join(source, name), 'utf8'))
}

/** `env.PORT`, `env['PORT']`, and keys of the extension's own schema of settings. */
function settingsIn(text: string): string[] {
  const read = [...text.matchAll(/\benv(?:\.|\[')([A-Z][A-Z_]+)\b/g)].map(([, name = '']) => name)
  const checked = [...text.matchAll(/^ {2}([A-Z][A-Z_]+): (?:setting|z)\b/gm)]
  return [...read, ...checked.map(([, name = '']) => name)].filter((name) => name !== 'ANNEX_NODE')
}

function commands(): string[] {
  const listed = [...help([]).matchAll(/^ {2}([a-z]+)\b/gm)].map(([, name = '']) => name)
  return listed.filter((name) => name !== 'help')
}

function flagsOf(command: string): string[] {
  const flags = [...help([command]).matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)]
  return flags.map(([, flag = '']) => flag).filter((flag) => flag !== '--help')
}

function help(args: string[]): string {
  return execFileSync(process.execPath, [launcher, ...args, '--help'], { encoding: 'utf8' })
}
