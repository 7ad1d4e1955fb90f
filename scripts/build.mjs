/**
 * Compiles the package with `tsc` alone, then copies what tsc leaves behind: `.sql`, `.css` and the
 * catalogue. `--quick` is for starting: it leaves tests, declarations and checking types to the
 * other builds, which takes most of the time, and does nothing when no source has changed.
 */
import { spawn } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const home = join(root, 'packages/annex')
const COPIED = /\.(sql|css)$|\bcatalogue\.json$/

const quick = process.argv.includes('--quick')
const kind = quick ? 'quick' : 'whole'
/** Written last, so older than any source that has changed since. */
const BUILT = join(home, 'dist/.built')
/** Which kind of build ended last, well or not; missing while one is under way, or was stopped. */
const LAST = join(home, 'dist/.tsbuildinfo.last')

if (!quick || (await hasChanged())) process.exitCode = await build()

async function build() {
  await rm(BUILT, { force: true })
  await forgetOthers()
  await removeOrphans()
  const template = start(join(root, 'scripts/template.mjs'))
  const codes = await Promise.all([
    compile(quick ? 'tsconfig.start.json' : 'tsconfig.json'),
    compile('tsconfig.browser.json'),
    copyAssets(),
  ])
  const isCompiled = codes.every((code) => code === 0)
  if (isCompiled) template.process.stdin.end()
  else template.process.kill()
  const failed = [...codes, await template.code].find((code) => code !== 0)
  await mkdir(join(home, 'dist'), { recursive: true })
  await writeFile(LAST, kind)
  if (failed === undefined) await writeFile(BUILT, '')
  return failed ?? 0
}

/**
 * Each kind of build remembers what it wrote, and knows nothing of the other kind, of a build that
 * was stopped, or of who emptied the folder: it would leave what those wrote, or took away, as it is.
 */
async function forgetOthers() {
  const isOwn = (await readFile(LAST, 'utf8').catch(() => undefined)) === kind
  const isWhole = (await stat(join(home, 'dist/cli.js')).catch(() => undefined)) !== undefined
  await rm(LAST, { force: true })
  if (isOwn && isWhole) return
  for (const info of ['.tsbuildinfo', '.tsbuildinfo-start', '.tsbuildinfo-browser'])
    await rm(join(home, 'dist', info), { force: true })
}

/** Folders count too: theirs is the time at which a file was removed. */
async function hasChanged() {
  const built = await stat(BUILT).catch(() => undefined)
  if (built === undefined) return true
  const sources = await readdir(join(home, 'src'), { recursive: true })
  const inputs = [
    'src',
    'tsconfig.json',
    'tsconfig.start.json',
    'tsconfig.browser.json',
    '../../package-lock.json',
  ]
  const paths = [...inputs, ...sources.map((name) => join('src', name))]
  const times = await Promise.all(paths.map(async (path) => (await stat(join(home, path))).mtimeMs))
  return Math.max(...times) >= built.mtimeMs
}

function compile(project) {
  return start(join(root, 'node_modules/typescript/bin/tsc'), '-p', project).code
}

/** @returns the process, and its exit code when it has ended */
function start(script, ...args) {
  const stdio = ['pipe', 'inherit', 'inherit']
  const child = spawn(process.execPath, [script, ...args], { cwd: home, stdio })
  return {
    process: child,
    code: new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1))),
  }
}

async function copyAssets() {
  const names = await readdir(join(home, 'src'), { recursive: true })
  const copied = names.filter((name) => COPIED.test(name))
  await Promise.all(copied.map((name) => cp(join(home, 'src', name), join(home, 'dist', name))))
  return 0
}

// A test whose source was renamed would otherwise go on running from dist for ever.
async function removeOrphans() {
  const names = await readdir(join(home, 'dist'), { recursive: true }).catch(() => [])
  const sources = new Set(await readdir(join(home, 'src'), { recursive: true }))
  const compiled = names.filter((name) => /\.(js|sql|css|json)$/.test(name))
  await Promise.all(
    compiled
      .filter(
        (name) =>
          ![name, name.replace(/\.js$/, '.ts'), name.replace(/\.js$/, '.tsx')].some((n) =>
            sources.has(n),
          ),
      )
      .map((name) => rm(join(home, 'dist', name))),
  )
}
