/** The file `--seed` names: JSON, or TypeScript that exports the seed as default. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Failure } from './failure.js'

/** @returns whatever the file says; the platform checks it */
export async function readSeedSource(path: string): Promise<unknown> {
  const file = resolve(path)
  try {
    if (/\.[cm]?[jt]s$/.test(file)) {
      const loaded: { default?: unknown } = await import(pathToFileURL(file).href)
      return loaded.default
    }
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Failure(`The seed ${path} cannot be read: ${reason}`, 1, { cause })
  }
}
