/** Something to know before reading on, in the page's flow. */
import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.js'
import type { Tone } from './tone.js'

export interface NoticeProps {
  tone?: Tone
  title?: Child
  action?: Child
  children?: Child
}

const ICONS: Record<Tone, IconName> = {
  ...{ success: 'check', info: 'info', warning: 'warning', danger: 'warning', neutral: 'info' },
}

export function Notice({ tone = 'info', title, action, children }: NoticeProps) {
  return (
    <div class="notice" data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon name={ICONS[tone]} />
      <div class="notice-words">
        {title && <strong>{title}</strong>}
        {children}
      </div>
      {action}
    </div>
  )
}
