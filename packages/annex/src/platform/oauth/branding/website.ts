/** An application's website, which others see as a link (reliability S8). */

/** @returns the address in its one spelling; null for none; undefined when it can't be one */
export function checkedWebsite(given: string): string | null | undefined {
  const text = given.trim()
  if (text === '') return null
  if (text.length > 500 || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const isPlain = url.username === '' && url.password === '' && url.hostname !== ''
  return isPlain && ['https:', 'http:'].includes(url.protocol) ? url.href : undefined
}
