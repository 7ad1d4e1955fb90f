/** Follows the page's `data-live` address and swaps each fragment for the element of its id. */
const address = document.querySelector<HTMLElement>('[data-live]')?.dataset.live
if (address) follow(address)

function follow(path: string): void {
  const source = new EventSource(path)
  source.addEventListener('fragment', (event: MessageEvent<string>) => {
    const { id, html }: Record<string, unknown> = JSON.parse(event.data)
    if (typeof id === 'string' && typeof html === 'string') swap(id, html)
  })
  // A page kept for "back" would otherwise hold its connection.
  addEventListener('pagehide', () => source.close())
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
}

function swap(id: string, html: string): void {
  const old = document.getElementById(id)
  if (!old) return
  const template = document.createElement('template')
  template.innerHTML = html
  const fresh = template.content.firstElementChild
  if (!fresh || fresh.outerHTML === old.outerHTML) return
  const focused = old.contains(document.activeElement) ? document.activeElement?.id : undefined
  for (const { id: openId } of old.querySelectorAll('details[open][id]')) {
    fresh.querySelector(`details#${CSS.escape(openId)}`)?.setAttribute('open', '')
  }
  old.replaceWith(fresh)
  if (focused) document.getElementById(focused)?.focus()
}
