/** What the resources add to the engine, with what they need from other rooms. */
import { accountLinks } from './connect/account-links.js'
import { actsOn } from './connect/acts-on.js'
import { connectedAccounts } from './connect/connected-accounts.js'
import type { Behaviour } from './engine/behaviour.js'
import type { Resources } from './engine/context.js'
import type { Outside } from '../core/outside.js'
import { madeAccounts } from './connect/made-accounts.js'
import type { Keys } from './master-key.js'
import { resources } from './objects/all.js'
import { file } from './objects/file/behaviour.js'
import { finishReportRun } from './objects/report-run/finish.js'
import { webhookEndpoint } from './objects/webhook-endpoint/behaviour.js'
import { fileContents } from './store/file-contents.js'
import type { Store } from './store/store.js'
import type { Allowed } from './webhooks/address.js'
import { endpointRegistry } from './webhooks/registry.js'

export function resourcesWith(tools: {
  store: Store
  keys: Keys
  outside: Outside
  allowed: Allowed
}): Resources {
  const { store, keys, outside, allowed } = tools
  const registry = endpointRegistry({
    ...{ store, allowed, random: outside.random, keyRing: keys.keyRing },
  })
  const contents = fileContents(store)
  const behaviours = resources.behaviours.map((one) =>
    one.kind === 'account' ? withConnected(one) : one,
  )
  return {
    ...resources,
    behaviours: [...behaviours, webhookEndpoint(registry), file(contents)],
    tasks: { ...resources.tasks, finish_report_run: finishReportRun(contents) },
    actsOn: actsOn(store),
  }

  function withConnected(account: Behaviour): Behaviour {
    return {
      ...account,
      operations: {
        ...account.operations,
        ...connectedAccounts(store).operations,
        ...madeAccounts(store, outside),
        ...accountLinks(store),
      },
    }
  }
}
