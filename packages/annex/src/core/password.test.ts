import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { systemRandom } from './random.js'
import { hashPassword, isPassword, passwordFault } from './password.js'

describe('a password', () => {
  it('is kept as a salted argon2id hash that only it matches', async () => {
    const [hash, again] = await Promise.all([
      hashPassword('correct horse', systemRandom),
      hashPassword('correct horse', systemRandom),
    ])
    assert.match(hash, /^\$argon2id\$v=19\$m=65536,t=3,p=4\$/)
    assert.notEqual(hash, again)
    assert.equal(await isPassword('correct horse', hash), true)
    assert.equal(await isPassword('correct horsf', hash), false)
    assert.equal(await isPassword('correct horse', undefined), false)
    assert.equal(await isPassword('', 'nonsense'), false)
  })

  it('is recognised at the cost it was kept with', async () => {
    const cost = { memory: 64, passes: 1, parallelism: 1 }
    const hash = await hashPassword('correct horse', systemRandom, cost)
    assert.match(hash, /^\$argon2id\$v=19\$m=64,t=1,p=1\$/)
    assert.equal(await isPassword('correct horse', hash), true)
    assert.equal(await isPassword('correct horsf', hash), false)
  })

  it('counts to its last character', async () => {
    const long = 'a'.repeat(255)
    const hash = await hashPassword(`${long}b`, systemRandom)
    assert.equal(await isPassword(`${long}c`, hash), false)
  })

  it('has 8 to 256 characters, whatever they are', () => {
    assert.match(passwordFault('1234567') ?? '', /at least 8/)
    assert.equal(passwordFault('12345678'), undefined)
    assert.equal(passwordFault('🐎'.repeat(256)), undefined)
    assert.match(passwordFault('🐎'.repeat(257)) ?? '', /at most 256/)
  })
})
