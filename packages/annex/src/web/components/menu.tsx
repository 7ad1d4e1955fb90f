/** A few choices behind a button: a `<details>`, so that it opens without a script. */
import type { Child } from 'hono/jsx'
import { Icon } from './icon.js'

export interface MenuProps {
  label: Child
  /** Says what the menu is for where its label is a picture. */
  name?: string
  align?: 'end'
  chevron?: boolean
  children?: Child
}

export function Menu({ label, name, align, chevron = true, children }: MenuProps) {
  return (
    <details class="menu" data-align={align}>
      <summary>
        {label}
        {name && <span class="visually-hidden">{name}</span>}
        {chevron && <Icon name="down" />}
      </summary>
      <div class="menu-panel">{children}</div>
    </details>
  )
}
