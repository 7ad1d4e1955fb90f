/** Every planted bug finds its line in the product: cheap, so it holds also for those sought for minutes. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BUGS } from './bugs.js'
import { sourceWith } from './plant.js'

describe('the line of a planted bug', () => {
  for (const bug of BUGS) {
    it(`is there once: ${bug.name}`, async () => {
      await assert.doesNotReject(sourceWith(bug))
    })
  }

  it('is missed when the product has moved on', async () => {
    const gone = { ...BUGS[0]!, edits: [['no such line', '']] as const }
    await assert.rejects(sourceWith(gone), /does not have once: no such line/)
  })
})
