/** A word of the API as people write it: `past_due` → “Past due”. */
export function sentence(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ')
}
