/** What the state of a connect promises: one return, one browser, half an hour (C8). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { listConnections } from '../../extension/store/connections.js'
import { back, leave, START } from '../worlds/extension.js'
import { freshRoom } from '../worlds/room.js'
import type { StoreKind } from './stores.js'

export function connectStateSuite(kind: StoreKind): void {
  describe(`returning from Stripe, kept in ${kind.name}`, () => {
    const room = freshRoom(kind)

    const kept = () => listConnections(room.database)
    const exchanges = () => room.world.stripe.sent.filter(({ path }) => path === '/oauth/token')

    async function shows(response: Response, status: number, text: RegExp): Promise<void> {
      assert.match(await response.text(), text)
      assert.equal(response.status, status)
    }

    describe('a reload or a double click', () => {
      it('shows the result of the first', async () => {
        const browser = room.world.browser()
        const address = back(await leave(browser), {
          code: room.world.stripe.codeFor('acct_harbour'),
        })
        const first = await browser.get(address)
        const second = await browser.get(address)

        assert.equal(second.status, 303)
        assert.equal(second.headers.get('location'), first.headers.get('location'))
        assert.deepEqual([exchanges().length, room.world.jobs.length], [1, 1])
      })

      it('shows the failure of the first as well', async () => {
        const browser = room.world.browser()
        const address = back(await leave(browser), { code: 'ac_unknown' })
        await shows(await browser.get(address), 400, /accept the connection/)
        await shows(await browser.get(address), 400, /accept the connection/)

        assert.equal(exchanges().length, 1)
      })

      it('at the same moment sends one exchange and fails for nobody', async () => {
        const browser = room.world.browser()
        const address = back(await leave(browser), {
          code: room.world.stripe.codeFor('acct_harbour'),
        })

        const answers = await Promise.all(Array.from({ length: 5 }, () => browser.get(address)))

        assert.equal(exchanges().length, 1)
        assert.equal((await kept()).length, 1)
        const statuses = answers.map(({ status }) => status)
        assert.ok(statuses.includes(303))
        assert.ok(statuses.every((status) => status === 303 || status === 200))
        const waiting = answers.find(({ status }) => status === 200)
        if (waiting) assert.equal(waiting.headers.get('refresh'), '1')
        assert.equal((await browser.get(address)).status, 303)
      })

      it('does not happen through a HEAD request', async () => {
        const browser = room.world.browser()
        const address = back(await leave(browser), {
          code: room.world.stripe.codeFor('acct_harbour'),
        })
        const head = await room.world.fetch(
          new Request(`http://localhost:4300${address}`, { method: 'HEAD' }),
        )

        assert.equal(head.status, 204)
        assert.equal((await browser.get(address)).status, 303)
      })
    })

    describe('a state', () => {
      it('is good in its last second and not in the next', async () => {
        const browser = room.world.browser()
        const [early, late] = [await leave(browser), await leave(browser)]

        room.world.clock.moveTo(START + 30 * 60 - 1)
        const code = room.world.stripe.codeFor('acct_harbour')
        assert.equal((await browser.get(back(early, { code }))).status, 303)
        room.world.clock.moveTo(START + 30 * 60)
        const tooLate = await browser.get(
          back(late, { code: room.world.stripe.codeFor('acct_harbour') }),
        )

        await shows(tooLate, 400, /can’t be used/)
        assert.equal(exchanges().length, 1)
      })

      it('belongs to the browser that left', async () => {
        const browser = room.world.browser()
        const left = await leave(browser)
        const code = room.world.stripe.codeFor('acct_harbour')
        const other = room.world.browser()
        await leave(other)

        await shows(await other.get(back(left, { code })), 400, /can’t be used/)

        assert.equal(exchanges().length, 0)
        assert.equal((await browser.get(back(left, { code }))).status, 303)
      })

      it('belongs to the tenant that left', async () => {
        const browser = room.world.browser()
        const left = await leave(browser)
        const code = room.world.stripe.codeFor('acct_harbour')

        const other = await browser.get(back(left, { code }), { 'x-person': 'eve' })

        await shows(other, 400, /can’t be used/)
        assert.equal(exchanges().length, 0)
      })

      it('cannot be made up or left out', async () => {
        const browser = room.world.browser()
        const code = room.world.stripe.codeFor('acct_harbour')
        const made = new URL(`http://x/?state=${'a'.repeat(43)}`)
        await leave(browser)

        await shows(await browser.get(back(made, { code })), 400, /can’t be used/)
        await shows(await browser.get(`/connect/callback?code=${code}`), 400, /can’t be used/)
        await shows(await browser.get('/connect/callback'), 400, /can’t be used/)
        assert.equal(exchanges().length, 0)
      })

      it('is no way in for strangers', async () => {
        const response = await room.world.browser().get('/connect', { 'x-person': 'nobody' })

        await shows(response, 401, /sign in/i)
      })
    })

    it('keeps nothing when the first work cannot be kept with it (J1)', async () => {
      const browser = room.world.browser()
      room.world.parts.connected = () => Promise.reject(new Error('no backfill today'))
      const address = back(await leave(browser), {
        code: room.world.stripe.codeFor('acct_harbour'),
      })

      await shows(await browser.get(address), 500, /Something broke/)

      assert.deepEqual(await kept(), [])
      assert.equal((await browser.get(address)).headers.get('refresh'), '1')
      room.world.clock.moveTo(START + 60)
      await shows(await browser.get(address), 502, /Stripe didn’t answer/)
      assert.equal(exchanges().length, 1)
    })
  })
}
