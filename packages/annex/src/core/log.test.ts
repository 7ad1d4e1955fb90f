import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { createLog } from './log.js'

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
  let text = ''
  write(createLog('info', 'test', { write: (line) => void (text += line) }))
  return JSON.parse(text)
}

describe('the log', () => {
  it('masks what would carry a secret, on the line and one step further in', () => {
    const fields = { token: 'x', secret: undefined, query: { code: 'y', state: 'z' }, status: 200 }

    const line = logged((log) => log.info(fields, 'request'))

    assert.equal(line.token, '[masked]')
    assert.deepEqual(line.query, { code: '[masked]', state: 'z' })
    assert.deepEqual([line.msg, line.status, 'secret' in line], ['request', 200, false])
    assert.deepEqual(fields.query, { code: 'y', state: 'z' })
  })

  it('shows an error with its cause, and masks what it carries', () => {
    const error = Object.assign(new Error('refused', { cause: new Error('hung up') }), {
      client_secret: 'x',
    })

    const { err } = logged((log) => log.error({ err: error }, 'failed'))

    const shown = new Map<string, unknown>(Object.entries(Object(err)))
    assert.equal(shown.get('client_secret'), '[masked]')
    assert.match(String(shown.get('message')), /refused/)
    assert.match(String(shown.get('stack')), /hung up/)
  })

  it('has written every line when the process ends, in whatever way', () => {
    const file = new URL('./log.js', import.meta.url).href
    const script = `
      const { createLog } = await import(${JSON.stringify(file)})
      const log = createLog('info', 'test')
      log.info('one'); log.info('two')
      process.exit(3)`

    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script])

    assert.equal(status, 3)
    const lines = String(stderr).trim().split('\n')
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).msg),
      ['one', 'two'],
    )
  })
})
