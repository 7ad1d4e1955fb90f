/** Webhook endpoints of a seed: the object the API shows and the row that sending needs. */
import { newId } from '../../core/ids.js'
import { layOutListed } from '../../core/layout.js'
import { findClientOfAccount } from '../store/applications.js'
import { addEndpoint, listEndpoints, type EndpointRow } from '../store/endpoints.js'
import { insertObject } from '../store/objects.js'
import { newSigningSecret, sealSigningSecret } from '../webhooks/secrets.js'
import { moveEndpoint } from '../webhooks/move.js'
import type { SeedEndpoint } from './seed-file.js'
import type { SeedTools } from './tools.js'

/** One with the seed's id moves to the seed's URL; one with the same URL and mode is the same. */
export function applyEndpoint(endpoint: SeedEndpoint, account: string, tools: SeedTools): void {
  const known = listEndpoints(tools.store, account, endpoint.livemode)
  const same = known.find((row) => isSame(row, endpoint))
  if (!same) add(endpoint, account, tools)
  else if (same.url !== endpoint.url) moveEndpoint(tools.store, same, endpoint.url)
}

function isSame(row: EndpointRow, { id, url, connect }: SeedEndpoint): boolean {
  return id === undefined ? row.url === url && (row.connect === 1) === connect : row.id === id
}

function add(endpoint: SeedEndpoint, account: string, tools: SeedTools): void {
  const { store, random, clock } = tools
  const { url, livemode, connect, enabled_events } = endpoint
  const id = endpoint.id ?? newId('we', random)
  const created = clock.now()
  const client = connect ? findClientOfAccount(store, account, livemode)?.client_id : undefined
  const body = layOutListed({
    ...{ id, object: 'webhook_endpoint', api_version: null, application: client ?? null, created },
    ...{ description: endpoint.description ?? null, enabled_events, livemode, metadata: {} },
    ...{ status: 'enabled', url },
  })
  const place = { account, livemode, kind: 'webhook_endpoint' }
  insertObject(store, place, { id, created, body, keys: {} })
  const secret = endpoint.secret ?? newSigningSecret(random)
  addEndpoint(store, {
    ...{ id, account, livemode: livemode ? 1 : 0, connect: connect ? 1 : 0, url, created },
    enabled_events: JSON.stringify(enabled_events),
    secret: sealSigningSecret(secret, id, tools),
  })
}
