/** One engine for many storms: its tables made once, and set back to that before each. */
import type { Database } from '../../../extension/store/database.js'
import { migrate } from '../../../extension/store/migrate.js'
import { openEngine, type Engine } from './engine.js'

const TABLES = `
  select format('%I.%I', n.nspname, c.relname) as name, c.relname
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname in ('annex', 'stripe', 'pgboss') and c.relkind = 'r'
   order by 1`

/** Postgres draws ids of jobs from a pool that outlives a storm: ours stands before it on the path. */
const SEEDED_IDS = `
  create sequence kept.ids;
  create function kept.gen_random_uuid() returns uuid language sql volatile as $$
    select md5(current_setting('storm.seed') || nextval('kept.ids'))::uuid $$;
  set search_path = kept, pg_catalog, public;`

/** An engine with all tables, and what they hold at first set aside. */
export async function preparedEngine(makeQueues: (database: Database) => Promise<void>) {
  const engine = await openEngine()
  const database = plainPort(engine)
  await migrate(database)
  await makeQueues(database)
  // A statement must be carried out the same way the first time and the hundredth.
  await engine.exec('set plan_cache_mode = force_generic_plan; create schema kept;')
  await engine.exec(SEEDED_IDS)
  for (const { name } of await engine.query(TABLES, [])) {
    await engine.exec(`create table kept."${String(name)}" as select * from ${String(name)}`)
  }
  await engine.exec('listen annex_jobs; listen annex_news;')
  return engine
}

/** Everything as it was when the engine was made, and its chance begun anew. */
export async function reset(engine: Engine, seed: number): Promise<void> {
  const toSeed = `select set_config('storm.seed', $1, false), setseed($2::float8)`
  await engine.query(toSeed, [String(seed), (seed % 1000) / 1000])
  await engine.exec('alter sequence kept.ids restart')
  const names = (await engine.query(TABLES, [])).map(({ name }) => String(name))
  const probes = names.map((name) => `select '${name}' as name where exists (select from ${name})`)
  const filled = (await engine.exec(probes.join(' union all '))).map(({ name }) => String(name))
  if (filled.length === 0) return
  // Truncating takes along what refers to it, so all are filled again that are empty now. The mirror
  // holds nothing at first, and nothing can be put into the columns it computes.
  const begun = names.filter((name) => !name.startsWith('stripe.'))
  const refill = begun.map(
    (name) =>
      `insert into ${name} overriding system value select * from kept."${name}" where not exists (select from ${name});`,
  )
  await engine.exec(`
    set session_replication_role = replica;
    truncate ${filled.join(', ')} restart identity cascade;
    ${refill.join(' ')}
    set session_replication_role = origin;`)
  const sequences = await engine.query(
    `select format('%I.%I', schemaname, sequencename) as name from pg_sequences
      where schemaname in ('annex', 'stripe', 'pgboss') order by 1`,
    [],
  )
  for (const { name } of sequences) await engine.exec(`alter sequence ${String(name)} restart`)
}

/** Straight to the engine: for what comes before there are processes. */
function plainPort(engine: Engine): Database {
  const query = <T extends object>(sql: string, values: readonly unknown[] = []) =>
    engine.query(sql, values) as Promise<T[]>
  const direct = { query, exec: (sql: string) => engine.exec(sql) }
  return {
    kind: 'embedded',
    ...direct,
    async transaction(work) {
      await engine.exec('begin')
      const result = await work(direct)
      await engine.exec('commit')
      return result
    },
    listen: async () => async () => undefined,
    close: async () => undefined,
  }
}
