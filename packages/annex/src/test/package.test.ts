/** What would be published: small, self-contained, and without the workspace's own Node. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const home = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

interface Manifest {
  dependencies: Record<string, string>
  optionalDependencies?: Record<string, string>
  scripts?: Record<string, string>
  exports: Record<string, { types: string; default: string }>
  bin: Record<string, string>
}

const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest

describe('the published package', () => {
  it('brings no Node of its own and runs nothing when installed', () => {
    const names = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })

    assert.deepEqual(
      names.filter((name) => name.startsWith('node-')),
      [],
    )
    assert.equal(manifest.scripts, undefined)
  })

  it('names exact versions', () => {
    const loose = Object.entries(manifest.dependencies).filter(
      ([, v]) => !/^\d+\.\d+\.\d+$/.test(v),
    )

    assert.deepEqual(loose, [])
  })

  it('has every door it names, and leaves tests and generators at home', () => {
    const doors = Object.values(manifest.exports).flatMap((door) => [door.types, door.default])
    const missing = [...doors, ...Object.values(manifest.bin)].filter(
      (p) => !existsSync(join(home, p)),
    )
    assert.deepEqual(missing, [])

    const packed = packedFiles()

    assert.deepEqual(
      packed.filter((path) => /\.test\.|dist\/test\/|generat(e|or)/.test(path)),
      [],
    )
    assert.ok(packed.some((path) => path.endsWith('migrations/0001_platform.sql')))
    assert.ok(packed.some((path) => path.endsWith('migrations/0001_extension.sql')))
    assert.ok(packed.includes('dist/catalogue/catalogue.json'))
  })
})

function packedFiles(): string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: home,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const packs = JSON.parse(output) as
    | { files: { path: string }[] }[]
    | Record<string, { files: { path: string }[] }>
  const [pack] = Array.isArray(packs) ? packs : Object.values(packs)
  return pack?.files.map((file) => file.path) ?? []
}
