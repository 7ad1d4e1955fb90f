/** What the connect room does in the background, by the name of the job. */
import { findConnection, type GenerationKey } from '../store/connections.js'
import { deauthorize } from './deauthorize.js'
import { confirmLoss } from './loss.js'
import type { ConnectJob, ConnectNews, ConnectParts } from './parts.js'
import { purge, type PurgeParts } from './purge.js'

/** `again`: nothing is wrong with us; Stripe gave no clear answer, or we were asked to stop. */
export type JobEnd = 'done' | 'again'

export async function runConnectJob(
  job: ConnectJob,
  parts: ConnectParts & PurgeParts & { attempt: number },
): Promise<JobEnd> {
  switch (job.name) {
    case 'purge':
      return (await purge(job.data, parts)) ? 'done' : 'again'
    case 'deauthorize':
      return giveBack(job.data, parts)
    case 'confirm_loss':
      return (await confirmLoss(job.data, parts)) === 'unclear' ? 'again' : 'done'
    case 'on_connect':
      return tellOfConnect(job.data, parts)
    case 'on_disconnect':
      await parts.hooks.onDisconnect?.({ account: job.data.account, livemode: job.data.livemode })
      return 'done'
    default:
      return job satisfies never
  }
}

/** What has ended meanwhile is no news any more. */
async function tellOfConnect(
  news: ConnectNews,
  { database, hooks }: ConnectParts,
): Promise<JobEnd> {
  const current = await findConnection(database, news)
  if (current?.generation === news.generation) await hooks.onConnect?.(current, news)
  return 'done'
}

/** Late, and so only while nobody has connected the account again: theirs is a new grant. */
async function giveBack(key: GenerationKey, parts: ConnectParts): Promise<JobEnd> {
  const current = await findConnection(parts.database, key)
  if (current && current.state !== 'purging') return 'done'
  const answer = await deauthorize(key.account, parts.settings, parts.outside)
  return answer.kind === 'unknown' ? 'again' : 'done'
}
