/** More, for whoever asks. */
import type { Child } from 'hono/jsx'
import { Icon } from './icon.js'

export interface DisclosureProps {
  summary: Child
  open?: boolean
  id?: string
  children?: Child
}

export function Disclosure({ summary, open, id, children }: DisclosureProps) {
  return (
    <details class="disclosure" open={open} id={id}>
      <summary>
        <Icon name="right" size={14} />
        {summary}
      </summary>
      <div>{children}</div>
    </details>
  )
}
