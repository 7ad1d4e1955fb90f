import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countedAs } from './client-address.js'

describe('the address attempts are counted by', () => {
  it('is an IPv4 address, however it is written', () => {
    assert.equal(countedAs('10.0.0.1'), '10.0.0.1')
    assert.equal(countedAs('::ffff:10.0.0.1'), '10.0.0.1')
  })

  it('is the /64 an IPv6 address is in', () => {
    assert.equal(countedAs('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64')
    assert.equal(countedAs('2001:db8:1:2:ffff::1'), countedAs('2001:db8:1:2::9'))
    assert.notEqual(countedAs('2001:db8:1:2::9'), countedAs('2001:db8:1:3::9'))
    assert.equal(countedAs('::1'), '0:0:0:0::/64')
    assert.equal(countedAs('fe80::1%eth0'), 'fe80:0:0:0::/64')
  })
})
