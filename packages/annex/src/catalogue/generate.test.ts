import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { generate } from './generate.js'

describe('the generated catalogue', () => {
  it('is what the installed packages say today', () => {
    const sources = new URL('../../src/catalogue/', import.meta.url)

    for (const [name, text] of Object.entries(generate())) {
      const committed = readFileSync(new URL(name, sources), 'utf8')
      assert.ok(committed === text, `${name} is out of date: run \`npm run catalogue\``)
    }
  })
})
