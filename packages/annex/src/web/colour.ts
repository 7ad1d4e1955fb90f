/** Colours: whether text on them can be read, and how a brand's colour is bent until it can. */

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/** The least ratio at which WCAG AA calls text readable. */
export const READABLE = 4.5
/** The least ratio at which WCAG AA calls a bar, a line or an outline visible. */
const VISIBLE = 3

const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]
/** `--surface` in the light and the dark scheme (tokens.css). */
const SURFACE: { readonly light: Rgb; readonly dark: Rgb } = { light: WHITE, dark: [21, 22, 28] }

/** `#0f5c4a` → its parts; undefined for anything that is not six hexadecimal digits after a `#`. */
export function parseColour(text: string): Rgb | undefined {
  const digits = /^#([0-9a-f]{6})$/i.exec(text)?.[1]
  if (!digits) return undefined
  const value = Number.parseInt(digits, 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** The contrast of two colours, 1 to 21. @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(a: Rgb, b: Rgb): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05)
}

/** White, or black where white could not be read; one of them always can. */
export function textOn(background: Rgb): Rgb {
  return contrast(background, WHITE) >= READABLE ? WHITE : BLACK
}

/** `colour` moved towards black or white, as little as needed to be read on `background`. */
export function readableOn(background: Rgb, colour: Rgb): Rgb {
  return bentTo(READABLE, background, colour)
}

/**
 * Declarations that make a part of a page wear `brand`, for a `style` beside `data-accent`.
 * An unreadable or unparsable colour never reaches the page: text colours are derived.
 */
export function accentStyle(brand: string): string | undefined {
  const colour = parseColour(brand)
  if (!colour) return undefined
  // In the dark a very dark brand colour would vanish, so that its surface is lifted too.
  const dark = bentTo(2.2, SURFACE.dark, colour)
  return [
    `--accent:light-dark(${hex(colour)},${hex(dark)})`,
    `--on-accent:light-dark(${hex(textOn(colour))},${hex(textOn(dark))})`,
    `--accent-ink:light-dark(${hex(inkOn(SURFACE.light, colour))},${hex(inkOn(SURFACE.dark, colour))})`,
    `--accent-mark:light-dark(${hex(markOn(SURFACE.light, colour))},${hex(markOn(SURFACE.dark, colour))})`,
  ].join(';')
}

/** `[15, 92, 74]` → `#0f5c4a`. */
export function hex(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

// Ink is also used on a tint of the accent, which takes some of the contrast away.
function inkOn(surface: Rgb, colour: Rgb): Rgb {
  return readableOn(mix(surface, colour, surface === WHITE ? 0.1 : 0.2), colour)
}

// A raised card is a little lighter than the page in the dark, which takes some contrast away too.
function markOn(surface: Rgb, colour: Rgb): Rgb {
  return bentTo(VISIBLE, mix(surface, WHITE, 0.04), colour)
}

function bentTo(ratio: number, background: Rgb, colour: Rgb): Rgb {
  const end: Rgb = luminance(background) > 0.2 ? BLACK : WHITE
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, end, share)
    if (contrast(mixed, background) >= ratio) return mixed
  }
  return end
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (a: number, b: number) => Math.round(a + (b - a) * share)
  return [part(from[0], to[0]), part(from[1], to[1]), part(from[2], to[2])]
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
