import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { drawBars } from './bars.js'

describe('drawing bars', () => {
  it('needs no inline style, which the content security policy would refuse', async () => {
    const svg = await drawBars(bars(['Nov 1', 'Nov 2']))

    assert.doesNotMatch(svg, /style|<svg[^>]* class=|<path[^>]* class=/)
    assert.match(svg, /font-size="11px"/)
    assert.match(svg, /fill="var\(--accent-mark\)"/)
  })

  it('keeps foreign text out of the markup', async () => {
    const svg = await drawBars(bars(['<script>', '"x"'], '"><script>alert(1)</script>'))

    assert.doesNotMatch(svg, /<script/)
  })
})

function bars(labels: string[], title = 'Volume') {
  return { title, labels, values: [1, 2], format: String }
}
