/** Objects as they were last read from their texts: most are asked for again before they change. */

/** Some megabytes of texts and what was read from them. */
const MOST = 2000

export interface Parsed {
  /** What `text` says. Nobody changes an object that was read: others have it too. */
  read(id: string, text: string): unknown
}

/** Recognizes a text by itself, so that nothing has to say when it has changed. */
export function rememberParsed(): Parsed {
  const known = new Map<string, { readonly text: string; readonly object: unknown }>()
  return {
    read(id, text) {
      const found = known.get(id)
      if (found?.text === text) return found.object
      const object: unknown = JSON.parse(text)
      // The oldest goes; it comes back when it is read again.
      if (found === undefined && known.size >= MOST) known.delete(oldestOf(known))
      known.set(id, { text, object })
      return object
    },
  }
}

function oldestOf(known: ReadonlyMap<string, unknown>): string {
  const [oldest = ''] = known.keys()
  return oldest
}
