import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'
import { openUnit } from '../../engine/unit.js'

describe('an invoice rendering template', async () => {
  const { stripe, account, platform, now, close } = await startPlatform()
  after(close)
  const id = 'inrtem_letterhead'
  const caller = { account: account.account.id, livemode: false, application: null }
  const access = { access: 'read_write', maskedKey: '' } as const
  const cause = { now: now(), requestId: null, idempotencyKey: null }
  openUnit(platform.parts.engine, { ...caller, ...access }, cause).insert(
    'invoice_rendering_template',
    {
      ...{ id, object: 'invoice_rendering_template', created: now(), livemode: false },
      ...{ metadata: {}, nickname: 'Letterhead', status: 'active', version: 1 },
    },
  )

  it('is put away and taken out again', async () => {
    const archived = await stripe.invoiceRenderingTemplates.archive(id)
    assert.equal(archived.status, 'archived')
    await assert.rejects(stripe.invoiceRenderingTemplates.archive(id), { statusCode: 400 })
    const active = await stripe.invoiceRenderingTemplates.list({ status: 'active' })
    assert.deepEqual(active.data, [])
    assert.equal((await stripe.invoiceRenderingTemplates.unarchive(id)).status, 'active')
    await assert.rejects(stripe.invoiceRenderingTemplates.unarchive(id), { statusCode: 400 })
  })
})
