/**
 * Makes the embedded database that first starts begin from, with all its tables, unless it is
 * there: making one takes seconds, beginning from it half of one. A process of its own beside the
 * compiler, which ends its input once there is something compiled to make the tables with.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'

const home = fileURLToPath(new URL('../packages/annex', import.meta.url))
const folder = join(home, 'dist/extension/store')
const require = createRequire(import.meta.url)

// Named after the engine's version: another one could not open it.
const engine = await versionOf('@electric-sql/pglite')
const name = `pglite-${engine}.template`
const ingredients = await hashOfIngredients()

await mkdir(folder, { recursive: true })
const kept = (await readdir(folder)).filter((file) => file.includes('.template'))
const isCurrent = kept.includes(name) && (await read(`${name}.made-of`)) === ingredients
if (!isCurrent) {
  for (const old of kept) await rm(join(folder, old))
  const database = await PGlite.create('memory://')
  await compiled()
  await makeTables(database)
  // What is not in the tables' own files would be recovered from the log at every first start.
  await database.exec('checkpoint')
  const dump = await database.dumpDataDir('gzip')
  await database.close()
  await keep(name, new Uint8Array(await dump.arrayBuffer()))
  await keep(`${name}.made-of`, ingredients)
}
process.stdin.destroy()

async function versionOf(dependency) {
  const entry = require.resolve(dependency)
  for (let at = dirname(entry); ; at = dirname(at)) {
    const manifest = JSON.parse(await readFile(join(at, 'package.json'), 'utf8').catch(() => '{}'))
    if (manifest.name === dependency) return manifest.version
    if (at === dirname(at)) throw new Error(`Where is the manifest of ${dependency}?`)
  }
}

async function hashOfIngredients() {
  const migrations = join(home, 'src/extension/store/migrations')
  const hash = createHash('sha256').update(await versionOf('pg-boss'))
  for (const file of (await readdir(migrations)).sort()) {
    hash.update(file).update(await readFile(join(migrations, file)))
  }
  return hash.digest('hex')
}

async function compiled() {
  process.stdin.resume()
  await once(process.stdin, 'end')
}

async function makeTables(database) {
  const { migrate } = await import('../packages/annex/dist/extension/store/migrate.js')
  const { createBoss } = await import('../packages/annex/dist/extension/jobs/boss.js')
  const { createLog } = await import('../packages/annex/dist/core/log.js')
  const port = portTo(database)
  await migrate(port)
  const boss = createBoss(port, createLog('error', 'template'), false)
  await boss.start()
  await boss.stop({ graceful: false, close: false })
}

function portTo(database) {
  return {
    kind: 'embedded',
    query: async (sql, values) => (await database.query(sql, values)).rows,
    exec: async (sql) => (await database.exec(sql)).flatMap(({ rows }) => rows),
    transaction: (work) => database.transaction((tx) => work(portTo(tx))),
  }
}

function read(file) {
  return readFile(join(folder, file), 'utf8').catch(() => undefined)
}

/** Written aside first: a build that was stopped must not leave half a template. */
async function keep(file, content) {
  await writeFile(join(folder, `${file}.partial`), content)
  await rename(join(folder, `${file}.partial`), join(folder, file))
}
