/** A server of a benchmark in its own process, and what it costs to ask it something. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { keyed } from './scenarios.mjs'

/** Runs a server beside this file; its first line says where it listens. */
export async function start(file, ...args) {
  const path = fileURLToPath(new URL(file, import.meta.url))
  // A file, as logs go to in earnest; errors are in it too.
  const log = openSync(join(tmpdir(), `annex-bench-${basename(file, '.mjs')}.log`), 'w')
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', log, 'ipc'] })
  closeSync(log)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, ...JSON.parse(line) }
}

export async function stop({ child }) {
  child.kill()
  await once(child, 'exit')
}

/** One stretch of load: requests a second, and microseconds of the server's processor for each. */
export async function measure({ url, child }, request, { connections, seconds }) {
  const options = { url, connections, requests: [{ ...request, setupRequest: keyed }] }
  const before = await usage(child)
  const result = await autocannon({ ...options, duration: seconds })
  const after = await usage(child)
  return {
    rate: result.requests.total / result.duration,
    micros: (after.micros - before.micros) / result.requests.total,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
    rss: after.rss,
  }
}

/** What the server's process has used of the processor so far, and of memory now. */
async function usage(child) {
  child.send('usage')
  const [{ user, system, rss }] = await once(child, 'message')
  return { micros: user + system, rss }
}
