import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SCHEMA } from '../mirror/schema.js'
import { grouped } from './kind-groups.js'

describe('the groups of kinds', () => {
  it('hold every kind there is once', () => {
    const all = SCHEMA.map(({ name }) => ({ kind: name }))
    const shown = grouped(all).flatMap(({ kinds }) => kinds.map(({ kind }) => kind))
    assert.deepEqual(shown.toSorted(), all.map(({ kind }) => kind as string).sort())
    const others = grouped(all)
      .at(-1)
      ?.kinds.map(({ kind }) => kind)
    assert.deepEqual(others, ['accounts', 'files', 'file_links'])
  })

  it('are only those that have something', () => {
    assert.deepEqual(grouped([{ kind: 'payouts' }]), [
      { title: 'Balance', kinds: [{ kind: 'payouts' }] },
    ])
  })
})
