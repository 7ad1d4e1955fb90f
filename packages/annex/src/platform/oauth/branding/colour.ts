/** Brand colours: CSS hex, in one spelling. */

/** `#ABC` and `aabbcc` → `#aabbcc`; undefined for anything else. */
export function checkedColour(given: string): string | undefined {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(given.trim())?.[1]?.toLowerCase()
  if (!digits) return undefined
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`
}
