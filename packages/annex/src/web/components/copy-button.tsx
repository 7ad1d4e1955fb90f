/** Copies a value. Hidden where there is no script, since nothing else can reach the clipboard. */
import { Icon } from './icon.js'

export interface CopyButtonProps {
  /** What is copied, */
  value?: string
  /** or the id of the element whose text is. */
  from?: string
  label?: string
}

export function CopyButton({ value, from, label = 'Copy' }: CopyButtonProps) {
  return (
    <button
      class="icon-button copy"
      type="button"
      data-copy={value}
      data-copy-from={from}
      title={label}
    >
      <span class="copy-idle">
        <Icon name="copy" size={14} />
      </span>
      <span class="copy-done" role="status">
        <Icon name="check" size={14} />
      </span>
      <span class="visually-hidden">{label}</span>
    </button>
  )
}
