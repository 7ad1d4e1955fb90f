/** An identifier in monospace, one click from the clipboard. */
import { CopyButton } from './copy-button.js'

export interface IdProps {
  id: string
  /** The page of what it names. */
  href?: string | undefined
}

export function Id({ id, href }: IdProps) {
  return (
    <span class="id">
      <code>{href ? <a href={href}>{id}</a> : id}</code>
      <CopyButton value={id} label={`Copy ${id}`} />
    </span>
  )
}
