/** The operator's door of a running extension: `Accounts` over a unix socket nobody else can open. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { Accounts } from './accounts.js'
import { NoSuchAccount, NoSuchJob, NoSuchKind } from './refusals.js'

const named = z.object({ account: z.string() })
const backfill = named.extend({ kinds: z.array(z.string()).optional() })

const replay = z.object({ ids: z.array(z.string()) })

/** What was asked for can't be done; the message is for the operator. */
const refused = z.object({ refused: z.string() })

export function adminRoutes(accounts: Accounts): Hono {
  return new Hono()
    .post('/list', async (c) => c.json(await accounts.list()))
    .post('/status', async (c) =>
      c.json(await accounts.status(named.parse(await c.req.json()).account)),
    )
    .post('/backfill', async (c) => {
      const { account, kinds } = backfill.parse(await c.req.json())
      return c.json(await accounts.backfill(account, kinds))
    })
    .post('/disconnect', async (c) =>
      c.json(await accounts.disconnect(named.parse(await c.req.json()).account)),
    )
    .post('/dead-jobs', async (c) => c.json(await accounts.deadJobs()))
    .post('/figures', async (c) => c.json(await accounts.figures()))
    .post('/keys', async (c) => c.json(await accounts.keys()))
    .post('/replay', async (c) =>
      c.json(await accounts.replay(replay.parse(await c.req.json()).ids)),
    )
    .onError((error, c) => {
      const said = [NoSuchAccount, NoSuchJob, NoSuchKind].some((reason) => error instanceof reason)
      if (said) return c.json({ refused: error.message }, 404)
      throw error
    })
}

/** Sends one request through the socket and gives the JSON that came back. */
export type Ask = (path: string, body: object) => Promise<unknown>

/** The same as `accountsOf`, done by the process that has the store. */
export function remoteAccounts(ask: Ask): Accounts {
  // Both ends are this package in this version, so the shapes are the other end's own.
  const call = async <T>(path: string, body: object = {}): Promise<T> => {
    const answer = await ask(path, body)
    const refusal = refused.safeParse(answer)
    if (refusal.success) throw new NoSuchAccount(refusal.data.refused)
    return answer as T
  }
  return {
    list: () => call('/list'),
    status: (account) => call('/status', { account }),
    backfill: (account, kinds) => call('/backfill', { account, kinds }),
    disconnect: (account) => call('/disconnect', { account }),
    deadJobs: () => call('/dead-jobs'),
    keys: () => call('/keys'),
    figures: () => call('/figures'),
    replay: (ids) => call('/replay', { ids }),
  }
}
