/** What stands where another object is referred to: an id, or the object itself. */

type Reference = string | { id: string } | null | undefined

export function idOf(reference: Reference): string | null {
  if (reference === null || reference === undefined) return null
  return typeof reference === 'string' ? reference : reference.id
}
