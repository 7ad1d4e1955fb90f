/** `POST /v1/apps/installs/:id/uninstall`: the app leaves the account, in a moment. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

/** What it takes to undo an installation; nothing is promised outside of tests. */
const GONE_AFTER_SECONDS = 2

type Install = Stripe.Apps.Install

export function uninstall(install: Install, _params: unknown, work: UnitOfWork): Install {
  work.later(work.now + GONE_AFTER_SECONDS, 'remove_app_install', install.id)
  return work.update('apps.install', install.id, { status: 'uninstalling' })
}

export const removeAppInstall: DueTask = (id, work) => {
  if (work.find('apps.install', id)) work.remove('apps.install', id)
}
