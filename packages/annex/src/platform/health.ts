/** `/livez`: the process turns. `/readyz`: the store answers too (reliability 9). */
import type { Store } from './store/store.js'

/** Undefined for every other path. */
export function healthAnswer({ store }: { store: Store }, path: string): Response | undefined {
  const [asked] = path.split('?', 1)
  if (asked === '/livez' || asked === '/healthz') return Response.json({ status: 'ok' })
  if (asked !== '/readyz') return undefined
  try {
    store.get('select 1')
    return Response.json({ status: 'ready' })
  } catch {
    const headers = { 'Retry-After': '1' }
    return Response.json({ status: 'the store does not answer' }, { status: 503, headers })
  }
}
