import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { urlProblem } from './url.js'

const development = { loopback: true, hosts: [] }
const production = { loopback: false, hosts: [] }

describe('the URL of an endpoint', () => {
  it('is https, or http in test mode', () => {
    assert.equal(urlProblem('https://shop.test/hooks?a=b', true, production), undefined)
    assert.equal(urlProblem('http://shop.test/hooks', false, production), undefined)
    assert.match(urlProblem('http://shop.test/hooks', true, production) ?? '', /over https/)
    assert.match(urlProblem('ftp://shop.test/', false, production) ?? '', /https:\/\//)
  })

  it('is whole, and carries neither credentials nor a fragment', () => {
    assert.match(urlProblem('/hooks', false, production) ?? '', /absolute/)
    assert.match(urlProblem('https://a:b@shop.test/', false, production) ?? '', /password/)
    assert.match(urlProblem('https://shop.test/#', false, production) ?? '', /fragment/)
  })

  it('names this machine only in development, however it is written', () => {
    for (const host of ['127.0.0.1:4300', '[::1]:4300', '0x7f.1:4300', '2130706433:4300']) {
      assert.equal(urlProblem(`http://${host}/`, false, development), undefined, host)
      assert.match(urlProblem(`http://${host}/`, false, production) ?? '', /internet/, host)
    }
    for (const host of ['10.0.0.1', '169.254.169.254', '[::ffff:10.0.0.1]'])
      assert.match(urlProblem(`http://${host}/`, false, development) ?? '', /internet/, host)
  })
})
