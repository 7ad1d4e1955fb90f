/** A block of code or plain text, to be read and copied. */
import { CopyButton } from './copy-button.js'

export interface CodeProps {
  text: string
  /** Above the block: a file's name, a language. */
  label?: string
  /** Breaks long lines rather than scrolling. */
  wrap?: boolean
}

export function Code({ text, label, wrap }: CodeProps) {
  return (
    <div class="code" data-wrap={wrap ? '' : undefined}>
      {label && <div class="code-label">{label}</div>}
      <pre tabindex={0} aria-label={label ?? 'Code'} role="region">
        <code>{text}</code>
      </pre>
      <CopyButton value={text} />
    </div>
  )
}
