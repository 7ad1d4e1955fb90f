/** A connection of its own that listens, and comes back when the server or the network went away. */
import type pg from 'pg'
import type { Timers } from '../../core/timers.js'
import { Listeners, quoted } from './listeners.js'

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 10_000

/** Notifications sent while it was away are lost, as Postgres keeps none: listeners also poll. */
export class Listening {
  readonly #listeners = new Listeners()
  readonly #connect: () => pg.Client
  readonly #timers: Timers
  #client: Promise<pg.Client> | undefined
  #closed = false

  constructor(connect: () => pg.Client, timers: Timers) {
    this.#connect = connect
    this.#timers = timers
  }

  async add(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    this.#client ??= this.#open()
    const client = await this.#client
    if (this.#listeners.add(channel, heard)) await client.query(`listen ${quoted(channel)}`)
    return async () => {
      if (!this.#listeners.remove(channel, heard) || this.#closed) return
      const current = await this.#client
      await current?.query(`unlisten ${quoted(channel)}`)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    const client = await this.#client?.catch(() => undefined)
    await client?.end()
  }

  async #open(): Promise<pg.Client> {
    const client = this.#connect()
    client.on('notification', ({ channel, payload }) =>
      this.#listeners.tell(channel, payload ?? ''),
    )
    client.on('error', () => undefined)
    try {
      await client.connect()
      for (const channel of this.#listeners.channels()) {
        await client.query(`listen ${quoted(channel)}`)
      }
    } catch (error) {
      this.#client = undefined
      throw error
    }
    client.once('end', () => void this.#reopen(FIRST_WAIT_MS))
    return client
  }

  async #reopen(waitMs: number): Promise<void> {
    if (this.#closed) return
    await this.#timers.sleep(waitMs)
    if (this.#closed) return
    const opening = this.#open()
    this.#client = opening
    await opening.catch(() => this.#reopen(Math.min(waitMs * 2, LONGEST_WAIT_MS)))
  }
}
