/** Addresses other people typed, before they become links (S8). */

/** `text` when it is an http or https address, else undefined: `javascript:` must not be a link. */
export function safeLink(text: string | null | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined
  return ['https:', 'http:'].includes(new URL(text).protocol) ? text : undefined
}
