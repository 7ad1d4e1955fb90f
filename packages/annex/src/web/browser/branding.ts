/** Shows a brand as it is typed: the name, and the colour once it is one. Saving is the server's. */
const preview = document.querySelector<HTMLElement>('[data-preview] .branded')

document.querySelector('input[name="name"]')?.addEventListener('input', (event) => {
  const { value } = event.target as HTMLInputElement
  for (const name of document.querySelectorAll('[data-preview-name]')) name.textContent = value
})

document.querySelector('input[name="primary_color"]')?.addEventListener('input', (event) => {
  const { value } = event.target as HTMLInputElement
  if (!preview || !/^#[0-9a-f]{6}$/i.test(value)) return
  preview.dataset.accent = ''
  preview.style.setProperty('--accent', value)
  preview.style.setProperty('--on-accent', isDark(value) ? '#ffffff' : '#0e0f14')
  preview.style.setProperty(
    '--accent-ink',
    `color-mix(in oklab, ${value} 70%, light-dark(#000, #fff))`,
  )
})

/** Whether white can be read on it, by the weights of WCAG's luminance. */
function isDark(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5
}
