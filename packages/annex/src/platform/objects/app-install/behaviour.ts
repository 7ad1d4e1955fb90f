/** Apps in an account: there from their installation until somebody uninstalls them. */
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycle } from './lifecycle.js'
import { uninstall } from './uninstall.js'

export const appInstall: Behaviour<'apps.install'> = {
  kind: 'apps.install',
  blanks: { channel: 'testing', status: 'installed' },
  lifecycle,
  defaults: (_params, work) => ({ account: work.caller.account }),
  verbs: { uninstall },
}
