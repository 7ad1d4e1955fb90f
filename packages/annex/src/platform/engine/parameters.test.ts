import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isMultipart, readMultipart, readParameters } from './parameters.js'

const FORM = 'application/x-www-form-urlencoded'

describe('reading the parameters of a request', () => {
  it('merges query and body, and lets the body win', () => {
    const parameters = readParameters({
      method: 'DELETE',
      query: 'a=1&b=query',
      contentType: `${FORM}; charset=utf-8`,
      body: 'b=body&c=3',
    })
    assert.deepEqual(
      [...parameters],
      [
        ['a', '1'],
        ['b', 'body'],
        ['c', '3'],
      ],
    )
  })

  it('reads the query alone on GET', () => {
    const carrier = { method: 'GET', query: 'a=1', contentType: 'application/json', body: '{}' }
    assert.deepEqual([...readParameters(carrier)], [['a', '1']])
  })

  it('takes a body without a content type for a form', () => {
    const carrier = { method: 'POST', query: '', contentType: null, body: 'a=1' }
    assert.deepEqual([...readParameters(carrier)], [['a', '1']])
  })

  it('refuses JSON and files', () => {
    for (const contentType of [
      'application/json',
      'multipart/form-data; boundary=x',
      'text/plain',
    ]) {
      const carrier = { method: 'POST', query: '', contentType, body: '{"a":1}' }
      assert.throws(() => readParameters(carrier), { status: 400, message: /POST content type/ })
    }
  })

  it('refuses what cannot be decoded, naming the parameter', () => {
    const carrier = { method: 'POST', query: '', contentType: FORM, body: 'a=1&a=2' }
    assert.throws(() => readParameters(carrier), { status: 400, param: 'a' })
  })

  it('reads a file and the texts beside it', async () => {
    const body = new FormData()
    body.set('purpose', 'dispute_evidence')
    body.set('file_link_data[create]', 'true')
    body.set('file', new File(['bytes'], 'a.png'))
    const request = new Request('http://platform.test/v1/files', { method: 'POST', body })

    assert.ok(isMultipart(request.headers.get('content-type')))
    const parameters = await readMultipart(request, 'expand[]=links')

    assert.equal(parameters.get('purpose'), 'dispute_evidence')
    assert.ok(parameters.get('file') instanceof Blob)
    assert.ok(parameters.get('file_link_data') instanceof Map)
    assert.deepEqual(parameters.get('expand'), ['links'])
  })

  it('refuses a multipart body that is none', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const request = new Request('http://platform.test/', { method: 'POST', headers, body: 'no' })
    await assert.rejects(readMultipart(request, ''), { status: 400 })
  })
})
