import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { startPlatform } from '../../testing.js'
import { lifecyclesPage } from './lifecycles-page.js'
import { coveragePage } from './page.js'

const docs = new URL('../../../../../docs/', import.meta.url)

describe('the pages on what the API carries out', () => {
  it('say what the engine says (if not: npm run coverage)', async () => {
    const { platform, close } = await startPlatform()
    const { engine } = platform.parts
    const written = (page: string) => readFileSync(new URL(page, docs), 'utf8')
    assert.equal(written('api-coverage.md'), coveragePage(engine))
    assert.equal(written('lifecycles.md'), lifecyclesPage(engine))
    await close()
  })
})
