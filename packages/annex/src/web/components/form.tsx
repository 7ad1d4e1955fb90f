/** A form that changes something: a POST carrying the token that says it is ours. */
import type { Child } from 'hono/jsx'

export interface FormProps {
  /** Left out: the page's own address. */
  action?: string
  formToken: string
  /** For forms with a file. */
  multipart?: boolean
  id?: string
  /** Just a button: the form takes no room of its own. */
  inline?: boolean
  children?: Child
}

export function Form({ action, formToken, multipart, id, inline, children }: FormProps) {
  return (
    <form
      class={inline ? undefined : 'form'}
      method="post"
      action={action}
      id={id}
      enctype={multipart ? 'multipart/form-data' : undefined}
    >
      <input type="hidden" name="form_token" value={formToken} />
      {children}
    </form>
  )
}
