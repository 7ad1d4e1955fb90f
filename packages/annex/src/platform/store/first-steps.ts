/** What an account has already done, for the steps its home page offers. */
import type { Store } from './store.js'

export interface FirstSteps {
  asked: boolean
  listens: boolean
  offersExtension: boolean
}

export function findFirstSteps(
  store: Store,
  place: { account: string; livemode: boolean },
): FirstSteps {
  const row = store.get<Record<keyof FirstSteps, number>>(
    `select exists (select 1 from requests where account = ?1 and livemode = ?2 and status < 400) as asked,
            exists (select 1 from endpoints where account = ?1 and livemode = ?2) as listens,
            exists (select 1 from applications where account = ?1 and enabled = 1) as offersExtension`,
    ...[place.account, place.livemode ? 1 : 0],
  )
  return {
    asked: row?.asked === 1,
    listens: row?.listens === 1,
    offersExtension: row?.offersExtension === 1,
  }
}
