/** Who hears which channel: one `listen` on the connection however many ask for it. */

export class Listeners {
  readonly #heard = new Map<string, Set<(payload: string) => void>>()

  /** @returns whether this is the first on its channel */
  add(channel: string, heard: (payload: string) => void): boolean {
    const known = this.#heard.get(channel)
    if (known) known.add(heard)
    else this.#heard.set(channel, new Set([heard]))
    return !known
  }

  /** @returns whether it was the last on its channel */
  remove(channel: string, heard: (payload: string) => void): boolean {
    const known = this.#heard.get(channel)
    if (!known?.delete(heard) || known.size > 0) return false
    return this.#heard.delete(channel)
  }

  tell(channel: string, payload: string): void {
    for (const heard of this.#heard.get(channel) ?? []) heard(payload)
  }

  channels(): string[] {
    return [...this.#heard.keys()]
  }
}

/** A channel's name as an identifier, so that no name can end the statement it stands in. */
export function quoted(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`
}
