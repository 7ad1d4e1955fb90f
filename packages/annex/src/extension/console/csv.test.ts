import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { csv } from './csv.js'

describe('comma-separated values', () => {
  it('quotes what would break a row', () => {
    assert.equal(csv([['a', 'b,c', 'd"e', 'f\ng', null, -5]]), 'a,"b,c","d""e","f\ng",,-5\r\n')
  })

  it('keeps a spreadsheet from running what a customer wrote', () => {
    assert.equal(csv([['=1+1', '+1', '-1', '@x']]), "'=1+1,'+1,'-1,'@x\r\n")
  })
})
