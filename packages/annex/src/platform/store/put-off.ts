/** Writes that wait for the end of their part, when nothing can be refused any more. */

export interface PutOff {
  /** @param about what it changes, for who asks for just that */
  add(about: string, write: () => void): void
  has(about: string): boolean
  isEmpty(): boolean
  /** Carries them out, in their order. */
  writeAll(): void
  /** Their part is undone. */
  drop(): void
}

export function putOffs(): PutOff {
  let waiting: (() => void)[] = []
  const subjects = new Set<string>()

  function taken(): readonly (() => void)[] {
    const writes = waiting
    waiting = []
    subjects.clear()
    return writes
  }

  return {
    add(about, write) {
      waiting.push(write)
      subjects.add(about)
    },
    has: (about) => subjects.has(about),
    isEmpty: () => waiting.length === 0,
    writeAll: () => taken().forEach((write) => write()),
    drop: () => void taken(),
  }
}
