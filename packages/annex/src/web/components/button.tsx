/** What a person presses: a button when something changes, a link when they go somewhere. */
import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.js'

interface Look {
  /** `danger` opens the way to a loss, `destroy` is the loss itself. */
  kind?: 'primary' | 'danger' | 'destroy' | 'quiet'
  size?: 'small' | 'large'
  icon?: IconName
  wide?: boolean
  children?: Child
}

export interface ButtonProps extends Look {
  name?: string
  value?: string
  type?: 'submit' | 'button'
  disabled?: boolean
  /** The form it sends, when it stands outside of it. */
  form?: string
  /** The `Dialog` it opens. */
  opens?: string
  /** The `Dialog` it closes. */
  closes?: string
}

export function Button(props: ButtonProps) {
  const { name, value, disabled, form, opens, closes } = props
  const target = opens ?? closes
  return (
    <button
      class="button"
      {...looks(props)}
      type={target ? 'button' : (props.type ?? 'submit')}
      name={name}
      value={value}
      disabled={disabled}
      form={form}
      popovertarget={target}
      popovertargetaction={closes ? 'hide' : undefined}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </button>
  )
}

export interface ButtonLinkProps extends Look {
  href: string
  /** The file name it is saved under. */
  download?: string
}

export function ButtonLink({ href, download, ...look }: ButtonLinkProps) {
  return (
    <a class="button" href={href} download={download} {...looks(look)}>
      {look.icon && <Icon name={look.icon} />}
      {look.children}
    </a>
  )
}

function looks({ kind, size, wide }: Look) {
  return { 'data-kind': kind, 'data-size': size, 'data-wide': wide ? '' : undefined }
}
