/** Expandable fields: typed `string | Object`, but objects are kept unexpanded, so always the id. */

export type Reference = string | { readonly id: string }

export function idOf(reference: Reference): string {
  return typeof reference === 'string' ? reference : reference.id
}

export function idOrNull(reference: Reference | null | undefined): string | null {
  return reference === null || reference === undefined ? null : idOf(reference)
}
