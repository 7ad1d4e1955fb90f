import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

describe('the tiers of a price', async () => {
  const { stripe, close } = await startPlatform()
  after(close)

  it('are shown when somebody expands them, on the price and on its plan', async () => {
    const price = await stripe.prices.create({
      ...{ currency: 'usd', product_data: { name: 'Messages' }, recurring: { interval: 'month' } },
      ...{ billing_scheme: 'tiered', tiers_mode: 'graduated' },
      tiers: [
        { up_to: 10, unit_amount: 5 },
        { up_to: 'inf', unit_amount: 4 },
      ],
    })
    const expand = ['tiers']
    const shown = await stripe.prices.retrieve(price.id, { expand })
    const plan = await stripe.plans.retrieve(price.id, { expand })

    assert.equal(price.tiers, undefined)
    assert.equal((await stripe.prices.retrieve(price.id)).tiers, undefined)
    assert.equal((await stripe.plans.retrieve(price.id)).tiers, undefined)
    assert.deepEqual(
      shown.tiers?.map(({ up_to }) => up_to),
      [10, null],
    )
    assert.equal(plan.tiers?.length, 2)
  })

  const refused: readonly [string, object, string][] = [
    ['need a mode', { tiers_mode: undefined }, 'tiers_mode'],
    ['are needed by the scheme', { tiers: undefined }, 'tiers'],
    ['belong to the scheme', { billing_scheme: 'per_unit', unit_amount: 1 }, 'tiers'],
    ['stand alone', { unit_amount: 5 }, 'unit_amount'],
    [
      'are no packages',
      { transform_quantity: { divide_by: 2, round: 'up' } },
      'transform_quantity',
    ],
    ['have no last end', { tiers: [{ up_to: 10, unit_amount: 5 }] }, 'tiers[0][up_to]'],
    [
      'end before the last',
      {
        tiers: [
          { up_to: 'inf', unit_amount: 5 },
          { up_to: 'inf', unit_amount: 4 },
        ],
      },
      'tiers[0][up_to]',
    ],
    [
      'ascend',
      {
        tiers: [
          { up_to: 10, unit_amount: 5 },
          { up_to: 10, unit_amount: 4 },
          { up_to: 'inf', unit_amount: 3 },
        ],
      },
      'tiers[1][up_to]',
    ],
    ['cost something', { tiers: [{ up_to: 'inf' }] }, 'tiers[0]'],
  ]
  for (const [name, params, param] of refused) {
    it(name, async () => {
      const made = stripe.prices.create({
        ...{
          currency: 'usd',
          product_data: { name: 'Messages' },
          recurring: { interval: 'month' },
        },
        ...{ billing_scheme: 'tiered', tiers_mode: 'graduated' },
        tiers: [
          { up_to: 10, unit_amount: 5 },
          { up_to: 'inf', unit_amount: 4 },
        ],
        ...params,
      })
      await assert.rejects(made, { param })
    })
  }
})
