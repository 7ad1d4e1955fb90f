/** Says beside a field what is wrong with it while it is typed; sending the form asks again. */
const PAUSE_MS = 250

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-check]')) {
  let waiting: number | undefined
  let asked = 0
  input.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(() => void check(input, ++asked), PAUSE_MS)
  })

  async function check(field: HTMLInputElement, turn: number): Promise<void> {
    const text = field.value.trim()
    const fault = text === '' ? null : await faultOf(field.dataset.check ?? '', text)
    // An answer that was overtaken says nothing about what stands there now.
    if (turn === asked) show(field, fault)
  }
}

/** Null where nothing is wrong, and where nobody answered: the form will say it. */
async function faultOf(address: string, value: string): Promise<string | null> {
  const url = new URL(address, location.href)
  url.searchParams.set('value', value)
  try {
    const response = await fetch(url)
    if (!response.ok) return null
    const answer = (await response.json()) as { fault: string | null }
    return answer.fault
  } catch {
    return null
  }
}

function show(field: HTMLInputElement, fault: string | null): void {
  const id = `${field.id}-error`
  document.getElementById(id)?.remove()
  field.toggleAttribute('aria-invalid', fault !== null)
  if (fault === null) return describe(field, id, false)
  const words = document.createElement('span')
  words.className = 'field-error'
  words.id = id
  words.role = 'status'
  words.textContent = fault
  field.after(words)
  field.setAttribute('aria-invalid', 'true')
  describe(field, id, true)
}

function describe(field: HTMLInputElement, id: string, is: boolean): void {
  const others = (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((one) => one !== id)
  field.setAttribute('aria-describedby', [...(is ? [id] : []), ...others].join(' ').trim())
}
