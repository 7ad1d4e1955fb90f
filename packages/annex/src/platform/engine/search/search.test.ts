import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

async function world() {
  const { stripe, advance, close } = await startPlatform()
  after(close)
  const names = async (query: string) => {
    const found = await stripe.customers.search({ query })
    return found.data.map((customer) => customer.name)
  }
  return { stripe, advance, names }
}

describe('searching', async () => {
  const { stripe, advance, names } = await world()
  await stripe.customers.create({ name: 'Ada Lovelace', email: 'ada@harbour.test' })
  advance(10)
  await stripe.customers.create({
    ...{ name: 'ÉDITH "La Môme" Piaf', email: 'edith@harbour.test' },
    metadata: { tier: 'Gold', 'odd "key"': 'yes' },
  })
  advance(10)
  const late = await stripe.customers.create({ name: 'Ada Byron King', phone: '+12025550123' })

  it('finds by words in their order, whatever their case', async () => {
    assert.deepEqual(await names('name:"ADA"'), ['Ada Byron King', 'Ada Lovelace'])
    assert.deepEqual(await names('name:"ada king"'), ['Ada Byron King'])
    assert.deepEqual(await names('name:"king ada"'), [])
    assert.deepEqual(await names("name:'édith'"), ['ÉDITH "La Môme" Piaf'])
  })

  it('finds by a part of a text', async () => {
    assert.deepEqual(await names('email~"@harbour"'), ['ÉDITH "La Môme" Piaf', 'Ada Lovelace'])
    assert.deepEqual(await names('name~"\\"la m"'), ['ÉDITH "La Môme" Piaf'])
  })

  it('compares numbers', async () => {
    assert.deepEqual(await names(`created>=${late.created}`), ['Ada Byron King'])
    assert.deepEqual(await names(`created<${late.created} name:"ada"`), ['Ada Lovelace'])
    assert.deepEqual(await names(`created:${late.created}`), ['Ada Byron King'])
  })

  it('knows what is absent, and what is not so', async () => {
    assert.deepEqual(await names('phone:null'), ['ÉDITH "La Môme" Piaf', 'Ada Lovelace'])
    assert.deepEqual(await names('-phone:null'), ['Ada Byron King'])
    assert.deepEqual(await names('-email:"ada@harbour.test"'), [
      'Ada Byron King',
      'ÉDITH "La Môme" Piaf',
    ])
  })

  it('joins clauses by all, or by any', async () => {
    assert.deepEqual(await names('name:"ada" AND phone:null'), ['Ada Lovelace'])
    assert.deepEqual(await names('name:"piaf" OR name:"king"'), [
      'Ada Byron King',
      'ÉDITH "La Môme" Piaf',
    ])
  })

  it('finds by metadata', async () => {
    assert.deepEqual(await names('metadata["tier"]:"gold"'), ['ÉDITH "La Môme" Piaf'])
    assert.deepEqual(await names(`metadata['odd "key"']:'yes'`), ['ÉDITH "La Môme" Piaf'])
    assert.deepEqual(await names('-metadata["tier"]:null'), ['ÉDITH "La Môme" Piaf'])
    assert.deepEqual(await names('metadata["tier"]:null AND name:"king"'), ['Ada Byron King'])
  })

  it('pages through an opaque next_page, as the client walks it', async () => {
    const first = await stripe.customers.search({
      ...{ query: 'created>0', limit: 2 },
      expand: ['total_count'],
    })
    assert.equal(first.object, 'search_result')
    assert.equal(first.url, '/v1/customers/search')
    assert.equal(first.total_count, 3)
    assert.equal(first.has_more, true)
    const second = await stripe.customers.search({
      ...{ query: 'created>0', limit: 2 },
      page: first.next_page ?? '',
    })
    assert.deepEqual([second.has_more, second.next_page], [false, null])
    assert.equal('total_count' in second, false)

    const walked: (string | null | undefined)[] = []
    for await (const one of stripe.customers.search({ query: 'created>0', limit: 1 })) {
      walked.push(one.name)
    }
    assert.deepEqual(walked, ['Ada Byron King', 'ÉDITH "La Môme" Piaf', 'Ada Lovelace'])
  })

  it('leaves out what was deleted', async () => {
    const gone = await stripe.customers.create({ name: 'Grace Hopper' })
    await stripe.customers.del(gone.id)
    assert.deepEqual(await names('name:"grace"'), [])
  })

  it('refuses what it cannot read', async () => {
    const message =
      'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for ' +
      'metadata or key:"value" to query for other fields.'
    for (const query of [
      ...['ada', 'name:', 'name:ada', 'name:"ada', ':"ada"', '', ' ', '(name:"ada")'],
      ...[
        'name:"a" AND',
        'AND name:"a"',
        'name:"a"phone:null',
        'name:"a" name~"bcd" OR phone:null',
      ],
      ...['name:"a" AND OR phone:null', 'metadata[tier]:"x"', 'created>tomorrow', '-'],
    ]) {
      await assert.rejects(stripe.customers.search({ query }), { statusCode: 400 }, query)
      if (query.trim() !== '') {
        await assert.rejects(stripe.customers.search({ query }), { message }, query)
      }
    }
  })

  it('refuses fields it does not have, and operators a field does not take', async () => {
    await assert.rejects(stripe.products.search({ query: 'foo:"x"' }), {
      message: 'Field `foo` is an unsupported search field for resource `products`.',
    })
    await assert.rejects(stripe.customers.search({ query: '__proto__:"x"' }), { statusCode: 400 })
    await assert.rejects(stripe.customers.search({ query: 'metadata:"x"' }), { statusCode: 400 })
    await assert.rejects(stripe.charges.search({ query: 'currency~"usd"' }), {
      message: 'Field `currency` cannot be searched with the operator `~`.',
    })
    await assert.rejects(stripe.customers.search({ query: 'name>5' }), { statusCode: 400 })
    await assert.rejects(stripe.customers.search({ query: 'created>null' }), { statusCode: 400 })
    await assert.rejects(stripe.customers.search({ query: 'created:"soon"' }), { statusCode: 400 })
    await assert.rejects(stripe.customers.search({ query: 'name~"ad"' }), { param: 'query' })
    const eleven = Array.from({ length: 11 }, () => 'name:"a"').join(' ')
    await assert.rejects(stripe.customers.search({ query: eleven }), /at most 10 clauses/)
    await assert.rejects(stripe.customers.search({ query: 'name:"a"', page: 'x' }), {
      param: 'page',
    })
  })

  it('answers a hostile query at once', async () => {
    const query = `name:"${'\\"'.repeat(2400)}`
    // Of the processor: on a busy machine the clock on the wall says little.
    const before = process.cpuUsage()
    await assert.rejects(stripe.customers.search({ query }), { statusCode: 400 })
    assert.ok(process.cpuUsage(before).user < 500_000)
  })
})

describe('searching payments', async () => {
  const { stripe } = await world()
  const pay = (amount: number) =>
    stripe.charges.create({ amount, currency: 'usd', source: 'tok_visa' })

  it('knows whole, part and no refunds, cards and flags', async () => {
    const [whole, part, none] = [await pay(1000), await pay(2000), await pay(3000)]
    await stripe.refunds.create({ charge: whole.id })
    await stripe.refunds.create({ charge: part.id, amount: 1 })
    const found = async (query: string) => {
      const { data } = await stripe.charges.search({ query })
      return data.map((charge) => charge.id)
    }
    assert.deepEqual(await found('refunded:"true"'), [whole.id])
    assert.deepEqual(await found('refunded:"false"'), [part.id])
    assert.deepEqual(await found('refunded:null'), [none.id])
    assert.deepEqual(await found('amount>=2000 AND disputed:"false"'), [none.id, part.id])
    assert.deepEqual(await found('payment_method_details.card.last4:"4242" amount<1500'), [
      whole.id,
    ])
    assert.deepEqual(await found('payment_method_details.card.last4:4242 amount<1500'), [whole.id])
    assert.deepEqual(await found('currency:"USD" -amount>1000'), [whole.id])
  })

  it('finds active prices of a product', async () => {
    const product = await stripe.products.create({ name: 'Coffee', url: 'https://harbour.test/' })
    const price = await stripe.prices.create({
      ...{ product: product.id, currency: 'usd', unit_amount: 450, lookup_key: 'cup' },
    })
    const { data } = await stripe.prices.search({
      query: `active:"true" AND product:"${product.id}" AND type:"one_time"`,
      expand: ['data.product'],
    })
    assert.deepEqual(
      data.map((one) => [one.id, Object(one.product).name]),
      [[price.id, 'Coffee']],
    )
    assert.equal((await stripe.prices.search({ query: 'active:"false"' })).data.length, 0)
  })

  it('has all seven endpoints', async () => {
    const query = 'created>0'
    for (const resource of [stripe.charges, stripe.invoices, stripe.paymentIntents]) {
      assert.equal((await resource.search({ query })).object, 'search_result')
    }
    assert.equal((await stripe.subscriptions.search({ query })).object, 'search_result')
  })
})
