import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { mirrorPage } from './page.js'

const page = new URL('../../../../../docs/mirror.md', import.meta.url)

describe('docs/mirror.md', () => {
  it('says what the tables are; npm run mirror writes it', () => {
    assert.equal(readFileSync(page, 'utf8'), mirrorPage())
  })
})
