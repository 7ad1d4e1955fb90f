/** A new extension: its two client ids, and a redirect URI to try it with. */
import { newId } from '../../../core/ids.js'
import { LANDING } from '../../oauth/paths.js'
import { ruleBrokenBy } from '../../oauth/redirect-uri-rules.js'
import { addApplication } from '../../store/applications.js'
import { setRedirectUris } from '../../store/redirect-uris.js'
import type { DashboardContext } from '../context.js'

export function createExtension(context: DashboardContext, account: string, name: string): void {
  const { store, random, clock } = context
  const clientIds = { test: newId('ca', random, 32), live: newId('ca', random, 32) }
  const look = { primary_color: null, secondary_color: null, icon: null, logo: null, website: null }
  const landing = context.baseUrl() + LANDING
  store.transaction(() => {
    addApplication(
      store,
      {
        ...{ id: newId('app', random), account, kind: 'extension', name, ...look },
        ...{ enabled: 1, sends_issuer: 1, created: clock.now() },
      },
      clientIds,
    )
    // Our own page for trying things out, where its address may be registered at all.
    if (!ruleBrokenBy(landing, false)) setRedirectUris(store, clientIds.test, [landing])
  })
}
