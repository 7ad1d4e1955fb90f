/** Asks once before something is lost. A popover: opens, and closes with Esc, without a script. */
import type { Child } from 'hono/jsx'
import { Button } from './button.js'

export interface DialogProps {
  /** What a `Button` names in `opens`. */
  id: string
  title: string
  /** What will be lost, and what stays. */
  children?: Child
  /** The form that does it, with its button. */
  action: Child
  cancel?: string
}

export function Dialog({ id, title, action, cancel = 'Cancel', children }: DialogProps) {
  return (
    <dialog class="dialog" id={id} popover="auto" aria-labelledby={`${id}-title`}>
      <div class="dialog-body">
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
      </div>
      <div class="dialog-actions">
        <Button closes={id}>{cancel}</Button>
        {action}
      </div>
    </dialog>
  )
}
