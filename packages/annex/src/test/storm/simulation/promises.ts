/**
 * What was promised on the way, apart from what the mirror comes to: nothing acknowledged is lost
 * (R1), nothing forged is kept, the app hears of every event (R3), nothing of an ended connection
 * stays (R5), nobody writes whose job is another's (J3). Plain SQL; no code of the product.
 */
import type { Row } from '../../../extension/store/database.js'
import { ACCOUNT } from '../shop-seed.js'
import type { Engine } from './engine.js'
import type { Actor } from './machine.js'

export class Promises {
  readonly broken: string[] = []
  readonly #engine: Engine
  readonly #kept = new Set<string>()
  readonly #told = new Map<string, number>()
  readonly #claims = new Map<Actor, { id: unknown; retryCount: unknown }[]>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** The store told a process something: jobs it may do, perhaps. */
  answered(owner: Actor, sql: string, rows: readonly Row[]): void {
    if (!/SKIP LOCKED/.test(sql)) return
    const claims = this.#claims.get(owner) ?? []
    this.#claims.set(owner, claims)
    for (const { id, retryCount } of rows) claims.push({ id, retryCount })
  }

  /** What these statements of a process did is safe from now on. */
  async committed(owner: Actor, texts: readonly string[]): Promise<void> {
    const arrived = texts.some((text) => /insert into annex\.inbox/.test(text))
    const wrote = texts.some((text) => /insert into stripe\./.test(text))
    if (wrote && !arrived && !(await this.#hasJob(owner))) {
      this.#break(`${owner.name} wrote rows, and had no job any more (J3)`)
    }
    if (!arrived) return
    for (const { event } of await this.#ask('select event from annex.inbox')) {
      this.#kept.add(String(event))
    }
  }

  /** Whether one of the jobs it was given is still its own. */
  async #hasJob(owner: Actor): Promise<boolean> {
    const held = await this.#ask(
      `select id, retry_count as "retryCount" from pgboss.job where state = 'active'`,
    )
    const claims = this.#claims.get(owner) ?? []
    return held.some((job) =>
      claims.some(({ id, retryCount }) => id === job['id'] && retryCount === job['retryCount']),
    )
  }

  /** The extension said 2xx to these bytes. */
  acknowledged(body: string): void {
    const { id } = JSON.parse(body) as { id: string }
    if (!this.#kept.has(id)) this.#break(`${id} was acknowledged before it was kept (R1)`)
  }

  told(id: string): void {
    this.#told.set(id, (this.#told.get(id) ?? 0) + 1)
  }

  /** At the end, when all is quiet. @param isCalm no process and no store ever failed */
  async settled(isCalm: boolean): Promise<void> {
    const kept = await this.#ask(`select event, body is not null as whole from annex.inbox`)
    for (const { event, whole } of kept) {
      const id = String(event)
      if (id.startsWith('evt_forged')) this.#break(`${id} was kept, and was forged (W5)`)
      const times = this.#told.get(id) ?? 0
      if (whole && times === 0) this.#break(`the app never heard of ${id} (R3)`)
      if (isCalm && times > 1) this.#break(`the app heard ${times} times of ${id} (R3)`)
    }
    const [dead] = await this.#ask(`select count(*)::int as n from pgboss.job where name = 'dead'`)
    if (isCalm && Number(dead?.['n']) > 0) this.#break(`${String(dead?.['n'])} dead letters (J4)`)
  }

  /** The connection ended, and its purge is through. */
  async gone(): Promise<void> {
    const tables = await this.#ask(`
      select format('%I.%I', n.nspname, c.relname) as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('annex', 'stripe', 'pgboss') and c.relkind = 'r'`)
    for (const { name } of tables) {
      // Events of strangers are noted without their content (W9).
      const but = name === 'annex.inbox' ? `and state <> 'ignored'` : ''
      const sql = `select count(*)::int as n from ${String(name)} t where t::text like '%${ACCOUNT}%' ${but}`
      const [left] = await this.#ask(sql)
      if (Number(left?.['n']) > 0)
        this.#break(`${String(left?.['n'])} rows stay in ${String(name)} (R5)`)
    }
  }

  #break(what: string): void {
    if (!this.broken.includes(what)) this.broken.push(what)
  }

  #ask(sql: string): Promise<Row[]> {
    return this.#engine.exec(sql)
  }
}
