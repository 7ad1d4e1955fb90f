import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isGlobalUnicast, mayConnect } from './address.js'

const nowhere = [
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254'],
  ...['172.16.0.1', '172.31.255.255', '192.168.1.1', '192.0.0.8', '198.18.0.1', '224.0.0.1'],
  ...['240.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fc00::1', 'fd00:ec2::254'],
  ...['ff02::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::'],
  ...['2001::1', '2001:db8::1', '3fff::1', 'fec0::1', 'not an address'],
]

describe('where a delivery may connect to', () => {
  it('is the public internet', () => {
    for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00::1'])
      assert.ok(isGlobalUnicast(address), address)
    for (const address of nowhere) assert.ok(!isGlobalUnicast(address), address)
  })

  it('is the machine itself only where a profile says so', () => {
    const development = { loopback: true, hosts: [] }
    const production = { loopback: false, hosts: [] }

    assert.ok(mayConnect('127.0.0.1', 'localhost:4300', development))
    assert.ok(mayConnect('::1', 'localhost:4300', development))
    assert.ok(!mayConnect('127.0.0.1', 'localhost:4300', production))
    assert.ok(!mayConnect('10.0.0.7', 'app:3000', development))
  })

  it('is a private host that was named, but never the metadata service', () => {
    const allowed = { loopback: false, hosts: ['app:3000', 'metadata:80'] }

    assert.ok(mayConnect('10.0.0.7', 'app:3000', allowed))
    assert.ok(!mayConnect('10.0.0.7', 'app:3001', allowed))
    assert.ok(!mayConnect('169.254.169.254', 'metadata:80', allowed))
  })
})
