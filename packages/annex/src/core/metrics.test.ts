import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Counter, exposition, Histogram } from './metrics.js'

describe('the text of metrics', () => {
  it('names, explains and counts by label', () => {
    const counter = new Counter({ name: 'jobs_total', help: 'Jobs that ended.' })
    counter.add({ kind: 'purge', outcome: 'done' })
    counter.add({ kind: 'purge', outcome: 'done' }, 2)
    counter.add({ kind: 'purge', outcome: 'failed' })

    assert.equal(
      exposition([counter.family()]),
      '# HELP jobs_total Jobs that ended.\n# TYPE jobs_total counter\n' +
        'jobs_total{kind="purge",outcome="done"} 3\njobs_total{kind="purge",outcome="failed"} 1\n',
    )
  })

  it('lets no label end its quotes or its line', () => {
    const samples = [{ labels: { consumer: 'a"} 1\nup 0 \\' }, value: 1 }]
    const text = exposition([{ name: 'feed', help: 'A\nB', type: 'gauge', samples }])

    assert.equal(
      text,
      '# HELP feed A\\nB\n# TYPE feed gauge\nfeed{consumer="a\\"} 1\\nup 0 \\\\"} 1\n',
    )
  })

  it('counts into every bucket a value fits in', () => {
    const histogram = new Histogram({ name: 'took', help: 'Seconds.' }, [0.1, 1])
    for (const seconds of [0.1, 0.5, 5]) histogram.observe(seconds)

    assert.deepEqual(exposition([histogram.family()]).split('\n').slice(2, -1), [
      'took_bucket{le="0.1"} 1',
      'took_bucket{le="1"} 2',
      'took_bucket{le="+Inf"} 3',
      'took_sum 5.6',
      'took_count 3',
    ])
  })
})
