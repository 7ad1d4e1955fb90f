/** Names that others will read: nothing invisible, nothing that poses as us (reliability S8). */

export const LONGEST_NAME = 80

/** The platform's own name: an application called so would look like us asking. */
const OURS = /annex|stripe/

export type CheckedName = { ok: true; name: string } | { ok: false; fault: string }

/** Controls, zero-width and direction marks, private use, lone surrogates, line separators. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u

export function checkedName(given: string): CheckedName {
  const name = given.normalize('NFC').trim()
  if (name === '') return { ok: false, fault: 'Enter a name.' }
  if (Array.from(name).length > LONGEST_NAME) {
    return { ok: false, fault: `Use at most ${LONGEST_NAME} characters.` }
  }
  if (INVISIBLE.test(name)) {
    return { ok: false, fault: 'Leave out invisible characters and direction marks.' }
  }
  return { ok: true, name }
}

/** The same for an application's name, which a consent page shows as the one who asks. */
export function checkedApplicationName(given: string): CheckedName {
  const checked = checkedName(given)
  if (!checked.ok || !OURS.test(skeleton(checked.name))) return checked
  return { ok: false, fault: 'A name that contains ours could pass for us. Choose your own.' }
}

/** What a quick eye reads: accents, case, spacing and the commonest look-alikes taken away. */
function skeleton(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '')
  return Array.from(plain.toLowerCase(), (letter) => LOOKS_LIKE[letter] ?? letter).join('')
}

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  ...{ а: 'a', е: 'e', і: 'i', о: 'o', р: 'p', с: 'c', ѕ: 's', х: 'x', п: 'n', т: 't', г: 'r' },
  ...{ α: 'a', ε: 'e', ι: 'i', ν: 'n', ο: 'o', ρ: 'p', χ: 'x', τ: 't', κ: 'k' },
  ...{ '0': 'o', '1': 'i', '3': 'e', '5': 's', ı: 'i', ꮪ: 's', ѵ: 'v' },
}
