/** pg-boss over our port: it keeps, hands out and supervises jobs, on both kinds of store. */
import { PgBoss, type CommandResponse, type Db } from 'pg-boss'
import type { Log } from '../../core/log.js'
import type { Database, Queryable } from '../store/database.js'

/** A worker that was silent for so long is dead; the next one runs the job (J2: within 30 s). */
export const HEARTBEAT_SECONDS = 10
const SUPERVISE_SECONDS = 5

/** Jobs that failed for good, with the reason, until somebody replays them. */
export const DEAD = 'dead'

/** @param supervise false for a process that only sends */
export function createBoss(database: Database, log: Log, supervise: boolean): PgBoss {
  const boss = new PgBoss({
    db: statementsOf(database),
    backend: database.kind === 'embedded' ? 'pglite' : 'postgres',
    supervise,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    // Our schedules run on our own clock and timers (J8).
    ...{ schedule: false, registerInstance: false, monitorVacuum: false },
    ...{ reindex: database.kind === 'server', persistWarnings: false },
  })
  boss.on('error', (error: Error) => log.error({ err: error }, 'job queue'))
  return boss
}

/** How many of the jobs named were still ours to settle; pg-boss counts them but doesn't say so in its types. */
export function affectedBy(response: CommandResponse): number {
  return 'affected' in response && typeof response.affected === 'number' ? response.affected : 0
}

/** pg-boss sends several statements at once only without parameters. */
export function statementsOf(db: Queryable): Db {
  return {
    async executeSql(text, values = []) {
      return { rows: values.length > 0 ? await db.query(text, values) : await db.exec(text) }
    },
  }
}
