import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createRouter } from './router.js'

function customersRouter() {
  const router = createRouter<string>()
  router.add('GET', '/v1/customers', 'list')
  router.add('GET', '/v1/customers/search', 'search')
  router.add('GET', '/v1/customers/{id}', 'retrieve')
  router.add('POST', '/v1/customers/{id}', 'update')
  router.add('GET', '/v1/customers/{customer}/sources/{id}', 'source')
  return router
}

describe('finding an operation by its path', () => {
  it('prefers a fixed word to a parameter, where the method has one', () => {
    const router = customersRouter()

    assert.equal(router.find('GET', '/v1/customers/search')?.value, 'search')
    assert.equal(router.find('POST', '/v1/customers/search')?.value, 'update')
    assert.equal(router.find('GET', '/v1/customers/cus_1')?.value, 'retrieve')
  })

  it('names each parameter as its own template does', () => {
    const found = customersRouter().find('GET', '/v1/customers/cus_1/sources/card_1')

    assert.deepEqual(found?.path, { customer: 'cus_1', id: 'card_1' })
  })

  it('decodes what the client encoded', () => {
    const found = customersRouter().find('GET', '/v1/customers/a%2Fb%20c')

    assert.deepEqual(found?.path, { id: 'a/b c' })
  })

  it('tolerates doubled slashes, but not one at the end', () => {
    const router = customersRouter()

    assert.equal(router.find('GET', '//v1//customers')?.value, 'list')
    assert.equal(router.find('GET', '/v1/customers/'), undefined)
  })

  it('finds nothing for broken escapes, unknown words and other methods', () => {
    const router = customersRouter()

    assert.equal(router.find('GET', '/v1/customers/%E0%A4%A'), undefined)
    assert.equal(router.find('GET', '/v1/constructor'), undefined)
    assert.equal(router.find('DELETE', '/v1/customers/cus_1'), undefined)
    assert.equal(router.find('GET', ''), undefined)
  })
})
