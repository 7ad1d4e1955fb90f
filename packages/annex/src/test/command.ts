/** Runs the real `annex` binary, as a person's shell would. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../../bin/annex.cjs', import.meta.url))

export interface Ended {
  code: number | null
  out: string
  err: string
}

/** A directory that is gone after the test. */
export function temporaryFolder(test: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'annex-'))
  test.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface Surroundings {
  cwd: string
  env?: Record<string, string>
}

/** Runs a command to its end. */
export async function run(args: readonly string[], { cwd, env }: Surroundings): Promise<Ended> {
  const child = start(args, { cwd, ...(env && { env }) })
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk) => (out += String(chunk)))
  child.stderr?.on('data', (chunk) => (err += String(chunk)))
  const [code] = await once(child, 'close')
  return { code, out, err }
}

export interface Running {
  /** The ready line. */
  ready: Record<string, unknown> & { url: string }
  child: ChildProcess
  /** Sends SIGTERM unless another is named; resolves with the exit code, null after a SIGKILL. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts a server and waits for its ready line; ended with the test, if not before. */
export async function startServer(
  test: TestContext,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<Running> {
  const child = start([...args, '--json'], surroundings)
  const ended = once(child, 'close')
  let err = ''
  child.stderr?.on('data', (chunk) => (err += String(chunk)))
  test.after(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout ?? process.stdin })
  const first = await Promise.race([once(lines, 'line'), ended])
  if (child.exitCode !== null) throw new Error(`annex ${args.join(' ')} ended: ${err}`)
  const ready = JSON.parse(String(first[0]))
  return {
    ready,
    child,
    async end(signal = 'SIGTERM') {
      child.kill(signal)
      const [code] = await ended
      return code
    },
  }
}

function start(args: readonly string[], { cwd, env }: Surroundings): ChildProcess {
  const { PATH = '', HOME = '' } = process.env
  return spawn(process.execPath, [BIN, ...args], {
    ...{ cwd, env: { PATH, HOME, ...env } },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
