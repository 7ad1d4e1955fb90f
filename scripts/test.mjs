/**
 * Runs the built tests with node's own runner: `node scripts/test.mjs [path part …]`.
 * Naming parts of paths runs only the test files that contain one of them.
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** They take longest, so they begin: a long file that begins last is one core waiting for another. */
const LONGEST = [
  'test/stories/mirror-embedded',
  'test/stories/operator',
  'test/stories/mirror-server',
  'test/stories/connect-click',
  'test/stories/demo',
  'test/stories/dashboard',
  'test/stories/charging',
  'test/stories/worker-death',
  'test/storm/',
  'test/gallery/gallery',
  'cli/dev',
  'extension/sync/order',
  'cli/platform',
  'test/stories/bad-input',
  'test/stories/every-',
  'extension/store/embedded',
]

const TOGETHER = 24

/** Fewer, since each takes seconds and the last process to end is waited for. */
const SUITES_TOGETHER = 6

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'packages/annex/dist')
const wanted = process.argv.slice(2)
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.js'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort((a, b) => turnOf(a) - turnOf(b) || a.localeCompare(b))

if (files.length === 0) {
  console.error(`No test file matches ${wanted.join(' ')}.`)
  process.exit(1)
}

process.chdir(root)
// Some 250 processes load much the same modules: compiled once, they start a tenth sooner.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/annex-tests')
const folder = ownTemporaryFolder()
const tests = run({
  files: [
    ...together(files.filter(isSuite), SUITES_TOGETHER),
    ...files.filter(needsProcess).map((name) => join(dist, name)),
    ...together(files.filter(isSmall), TOGETHER),
  ],
  // One more than there are cores: many a test waits for a process, a browser or a database.
  concurrency: availableParallelism() + 1,
  // A file that leaves something running must not hold up the rest for ever.
  timeout: 600_000,
  execArgv: ['--enable-source-maps', '--test-timeout=180000', '--test-force-exit'],
})
tests.on('test:fail', ({ todo }) => {
  if (!todo) process.exitCode = 1
})
tests.compose(spec).pipe(process.stdout)
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

function turnOf(name) {
  const turn = LONGEST.findIndex((part) => name.startsWith(part))
  return turn === -1 ? LONGEST.length : turn
}

/** They make stores of their own and put nothing into the process. */
function isSuite(name) {
  return /^(test[/]suites|platform[/]hosted)[/]/.test(name) && !name.includes('store-hangs')
}

/** Browsers, processes, and whole houses: what takes long, or must not meet another's leavings. */
function needsProcess(name) {
  return !isSuite(name) && (turnOf(name) < LONGEST.length || /^(test|cli)[/]/.test(name))
}

function isSmall(name) {
  return !isSuite(name) && !needsProcess(name)
}

/**
 * A process for several: loading the same modules took most of their time. They are dealt out like
 * cards, so that neighbours, which take much the same time, don't sit together.
 */
function together(names, most) {
  const count = Math.ceil(names.length / most)
  return Array.from({ length: count }, (_, at) => {
    const hand = names.filter((_, index) => index % count === at)
    const imports = hand.map((name) => `import '${pathToFileURL(join(dist, name)).href}'\n`)
    const path = join(folder, `together-${most}-${at + 1}.mjs`)
    writeFileSync(path, imports.join(''))
    return path
  })
}

/** What tests lay down goes with the run; what a run left that was killed, with a later one. */
function ownTemporaryFolder() {
  const prefix = join(tmpdir(), 'annex-test-')
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith('annex-test-'))) {
    const old = join(tmpdir(), name)
    const age = Date.now() - (statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > 3_600_000) rmSync(old, { recursive: true, force: true })
  }
  const made = mkdtempSync(prefix)
  process.env.TMPDIR = made
  return made
}
