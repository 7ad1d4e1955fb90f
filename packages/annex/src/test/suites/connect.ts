/** What connecting an account promises, whichever Postgres keeps it (C7, C9, K1). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openCredentials } from '../../extension/connect/credentials.js'
import { listConnections } from '../../extension/store/connections.js'
import { back, connectAccount, leave, runJobs } from '../worlds/extension.js'
import { freshRoom } from '../worlds/room.js'
import type { Trouble } from '../worlds/stand-in-stripe.js'
import type { StoreKind } from './stores.js'

export function connectSuite(kind: StoreKind): void {
  describe(`connecting an account, kept in ${kind.name}`, () => {
    const room = freshRoom(kind)

    const kept = () => listConnections(room.database)
    const exchanges = () => room.world.stripe.sent.filter(({ path }) => path === '/oauth/token')

    async function shows(response: Response, status: number, text: RegExp): Promise<void> {
      assert.match(await response.text(), text)
      assert.equal(response.status, status)
    }

    it('asks for exactly what Stripe documents, with the scope written out', async () => {
      const left = await leave(room.world.browser())

      assert.equal(left.origin + left.pathname, `${room.world.stripe.origin}/oauth/authorize`)
      const { state, ...rest } = Object.fromEntries(left.searchParams)
      assert.match(state ?? '', /^\w{43}$/)
      assert.deepEqual(rest, {
        ...{ response_type: 'code', client_id: 'ca_test_ledgerline', scope: 'read_only' },
        redirect_uri: 'http://localhost:4300/connect/callback',
      })
    })

    it('keeps the account and goes on at an address without code or state', async () => {
      const response = await connectAccount(room.world, 'acct_harbour')

      const [connection] = await kept()
      assert.ok(connection)
      assert.equal(response.status, 303)
      assert.equal(response.headers.get('location'), `/connections/${connection.id}`)
      assert.deepEqual(
        [connection.account, connection.tenant, connection.scope, connection.state],
        ['acct_harbour', 'ada', 'read_only', 'active'],
      )
      assert.deepEqual(
        room.world.started.map(({ renewed }) => renewed),
        [false],
      )
    })

    it('sends one exchange, signed with the secret key', async () => {
      await connectAccount(room.world, 'acct_harbour')

      const [sent, ...more] = exchanges()
      assert.deepEqual(more, [])
      assert.equal(sent?.authorization, 'Bearer sk_test_ledgerline')
      assert.equal(sent.form.get('grant_type'), 'authorization_code')
    })

    it('seals what it was given, for this row alone', async () => {
      await connectAccount(room.world, 'acct_harbour')

      const [connection] = await kept()
      const credentials = connection?.credentials
      assert.ok(connection && credentials)
      assert.doesNotMatch(JSON.stringify(connection), /sk_test_of|rt_of/)
      const ring = room.world.parts.keyRing
      assert.deepEqual(openCredentials({ ...connection, credentials }, ring), {
        ...{ access_token: 'sk_test_of_acct_harbour', refresh_token: 'rt_of_acct_harbour' },
      })
      for (const change of [{ tenant: 'eve' }, { account: 'acct_2' }, { livemode: true }]) {
        assert.throws(() => openCredentials({ ...connection, credentials, ...change }, ring))
      }
    })

    it('needs none of the deprecated fields', async () => {
      const browser = room.world.browser()
      const without = { access_token: undefined, refresh_token: null, token_type: undefined }
      const code = room.world.stripe.codeFor('acct_new', without)

      const response = await browser.get(back(await leave(browser), { code }))

      assert.equal(response.status, 303)
      assert.equal((await kept()).length, 1)
    })

    it('writes no code, state, token or cookie into the log', async () => {
      const browser = room.world.browser()
      const left = await leave(browser)
      await browser.get(back(left, { code: room.world.stripe.codeFor('acct_harbour') }))
      await browser.get(back(await leave(browser), { code: 'ac_secret_unknown' }))

      const log = room.world.logged.join('')
      assert.match(log, /"route":"\/connect\/callback"/)
      assert.doesNotMatch(log, /ac_secret|sk_test|rt_of/)
      assert.ok(!log.includes(left.searchParams.get('state') ?? '-'))
    })

    it('comes back to the page somebody left from, if it is one of ours', async () => {
      const browser = room.world.browser()
      const left = await leave(browser, '/connect?return_to=%2Freports%3Fa%3D1')
      const code = room.world.stripe.codeFor('acct_harbour')
      const response = await browser.get(back(left, { code }))
      const elsewhere = await leave(browser, '/connect?return_to=https%3A%2F%2Fevil.test')
      const again = await browser.get(
        back(elsewhere, { code: room.world.stripe.codeFor('acct_harbour') }),
      )

      assert.equal(response.headers.get('location'), '/reports?a=1')
      assert.match(again.headers.get('location') ?? '', /^\/connections\/conn_/)
    })

    it('tells the host app what it asked to hear, with its own word', async () => {
      const browser = room.world.browser()
      const left = await leave(browser, '/connect?state=order-7')
      await browser.get(back(left, { code: room.world.stripe.codeFor('acct_harbour') }))
      await runJobs(room.world)

      const [news, ...more] = room.world.told
      assert.deepEqual(more, [])
      assert.deepEqual(
        [news?.account, news?.renewed, news?.app_state],
        ['acct_harbour', false, 'order-7'],
      )
    })

    describe('an error from Stripe', () => {
      it('changes nothing and leaves the state good', async () => {
        const browser = room.world.browser()
        const left = await leave(browser)
        const said = 'The user <b>denied</b> your request'
        const cancelled = await browser.get(
          back(left, { error: 'access_denied', error_description: said }),
        )

        await shows(cancelled, 200, /cancelled[^]*The user &lt;b&gt;denied&lt;\/b&gt; your request/)
        assert.deepEqual([exchanges().length, (await kept()).length], [0, 0])
        const code = room.world.stripe.codeFor('acct_harbour')
        assert.equal((await browser.get(back(left, { code }))).status, 303)
      })

      it('may come without a state, and wins over a code', async () => {
        const browser = room.world.browser()
        const left = await leave(browser)
        const code = room.world.stripe.codeFor('acct_harbour')

        await shows(await browser.get('/connect/callback?error=access_denied'), 200, /cancelled/)
        await shows(await browser.get(back(left, { code, error: 'x' })), 200, /cancelled/)
        assert.equal(exchanges().length, 0)
      })
    })

    describe('an exchange', () => {
      const troubles: Trouble[] = ['lost', 'closed', 500, 429, 'garbage']
      for (const trouble of troubles) {
        it(`is sent once when the answer is ${trouble}, and can be begun again`, async () => {
          const browser = room.world.browser()
          room.world.stripe.trouble = trouble
          const response = await connectAccount(room.world, 'acct_harbour', browser)

          await shows(response, 502, /Stripe didn’t answer/)
          assert.deepEqual([exchanges().length, (await kept()).length], [1, 0])
          room.world.stripe.trouble = undefined
          const again = await connectAccount(room.world, 'acct_harbour', browser)
          assert.equal(again.status, 303)
        })
      }

      it('refused by Stripe stores nothing', async () => {
        const browser = room.world.browser()
        const response = await browser.get(back(await leave(browser), { code: 'ac_spent' }))

        await shows(response, 400, /accept the connection/)
        assert.deepEqual(await kept(), [])
      })

      for (const answer of [{ stripe_user_id: undefined }, { stripe_user_id: 'cus_1' }]) {
        it(`without an account stores nothing: ${JSON.stringify(answer)}`, async () => {
          const browser = room.world.browser()
          const code = room.world.stripe.codeFor('acct_harbour', answer)
          await shows(await browser.get(back(await leave(browser), { code })), 502, /answer/)

          assert.deepEqual(await kept(), [])
        })
      }

      it('in the other mode stores nothing', async () => {
        const browser = room.world.browser()
        const code = room.world.stripe.codeFor('acct_harbour', { livemode: true })
        await shows(await browser.get(back(await leave(browser), { code })), 400, /modes/)

        assert.deepEqual(await kept(), [])
      })

      it('is not sent to one server with the code of another', async () => {
        const browser = room.world.browser()
        const code = room.world.stripe.codeFor('acct_harbour')
        const iss = 'https://evil.test'
        const mixedUp = await browser.get(back(await leave(browser), { code, iss }))

        await shows(mixedUp, 400, /somewhere else/)
        assert.equal(exchanges().length, 0)
        const right = back(await leave(browser), { code, iss: room.world.stripe.origin })
        assert.equal((await browser.get(right)).status, 303)
      })
    })

    describe('an account that is connected already', () => {
      it('is renewed for the same tenant, and keeps its data', async () => {
        await connectAccount(room.world, 'acct_harbour')
        const [before] = await kept()
        await connectAccount(room.world, 'acct_harbour')
        const [after, ...more] = await kept()

        assert.deepEqual(more, [])
        assert.ok(before && after)
        assert.equal(after.id, before.id)
        assert.equal(after.generation, before.generation)
        assert.equal(after.grants, 2)
        assert.deepEqual(
          room.world.started.map(({ renewed }) => renewed),
          [false, true],
        )
      })

      it('is refused to another tenant and stays as it was', async () => {
        await connectAccount(room.world, 'acct_harbour')
        const [before] = await kept()
        const browser = room.world.browser()
        const eve = { 'x-person': 'eve' }
        const response = await browser.get('/connect', eve)
        const left = new URL(response.headers.get('location') ?? '')
        const code = room.world.stripe.codeFor('acct_harbour')

        await shows(await browser.get(back(left, { code }), eve), 409, /another team/)
        assert.deepEqual(await kept(), [before])
        assert.deepEqual(room.world.stripe.connected, new Set(['acct_harbour']))
      })

      it('goes to one tenant when two come at once', async () => {
        const arrive = async (person: string) => {
          const browser = room.world.browser()
          const left = await browser.get('/connect', { 'x-person': person })
          const url = new URL(left.headers.get('location') ?? '')
          const code = room.world.stripe.codeFor('acct_harbour')
          return browser.get(back(url, { code }), { 'x-person': person })
        }
        room.world.stripe.together = 2
        const answers = await Promise.all(['ada', 'eve'].map(arrive))

        assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([303, 409]))
        assert.equal((await kept()).length, 1)
      })
    })
  })
}
