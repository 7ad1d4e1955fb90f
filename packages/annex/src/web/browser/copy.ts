/** Copies what a button's `data-copy` holds, or what it points at with `data-copy-from`. */
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button.copy') : null
  if (button instanceof HTMLButtonElement) void copy(button)
})

async function copy(button: HTMLButtonElement): Promise<void> {
  const source = document.getElementById(button.dataset.copyFrom ?? '')
  await navigator.clipboard.writeText(button.dataset.copy ?? source?.textContent ?? '')
  button.dataset.copied = 'true'
  setTimeout(() => delete button.dataset.copied, 1200)
}
