/** Loads the simulation over a product with a bug in it, beside the sound one and out of its way. */
import { readFile } from 'node:fs/promises'
import { registerHooks } from 'node:module'
import { bugNamed, type Bug } from './bugs.js'
import type { Simulate } from './simulate.js'

const dist = new URL('../../../', import.meta.url).href
const here = new URL('simulate.js', import.meta.url)

/** What a bug can be seen from; the platform and what it stands on never meet the product with a bug. */
const copied = ['extension/', 'test/storm/'].map((folder) => `${dist}${folder}`)

class NothingToBreak extends Error {}

/** @throws NothingToBreak when the product no longer has the line the bug replaces */
export async function simulateWith(name: string | undefined): Promise<Simulate> {
  if (name === undefined) return ((await import(here.href)) as Loaded).simulate
  const known = loaded.get(name) ?? load(bugNamed(name))
  loaded.set(name, known)
  return known
}

const loaded = new Map<string, Promise<Simulate>>()

async function load(bug: Bug): Promise<Simulate> {
  const wasPlanted = plant(bug)
  const { simulate } = (await import(`${here.href}${markOf(bug)}`)) as Loaded
  if (!wasPlanted()) throw new NothingToBreak(`${bug.file} was never loaded.`)
  return simulate
}

interface Loaded {
  simulate: Simulate
}

function markOf({ name }: Bug): string {
  return `?bug=${name}`
}

/** Whoever was loaded with the mark loads with it too, for as long as the process lives. */
function plant(bug: Bug): () => boolean {
  const mark = markOf(bug)
  const target = new URL(bug.file, dist).href
  let wasPlanted = false
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context)
      const isOurs =
        context.parentURL?.endsWith(mark) &&
        copied.some((folder) => resolved.url.startsWith(folder))
      return isOurs ? { ...resolved, url: `${resolved.url}${mark}` } : resolved
    },
    load(url, context, next) {
      const found = next(url, context)
      if (url !== `${target}${mark}`) return found
      wasPlanted = true
      return { ...found, source: broken(textOf(found.source), bug) }
    },
  })
  return () => wasPlanted
}

function textOf(source: unknown): string {
  return source instanceof Uint8Array ? Buffer.from(source).toString() : (source as string)
}

/** @returns the bug's file as it would be loaded */
export async function sourceWith(bug: Bug): Promise<string> {
  return broken(await readFile(new URL(bug.file, dist), 'utf8'), bug)
}

function broken(source: string, { name, file, edits }: Bug): string {
  let text = source
  for (const [from, to] of edits) {
    if (text.split(from).length !== 2) {
      throw new NothingToBreak(`'${name}' replaces a line that ${file} does not have once: ${from}`)
    }
    text = text.replace(from, () => to)
  }
  return text
}
