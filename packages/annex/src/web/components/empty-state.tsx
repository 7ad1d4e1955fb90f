/** Where nothing is yet: what will appear here, and the one next step. */
import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.js'

export interface EmptyStateProps {
  title: string
  icon?: IconName
  action?: Child
  children?: Child
}

export function EmptyState({ title, icon = 'box', action, children }: EmptyStateProps) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} size={18} />
      </span>
      <strong class="empty-title">{title}</strong>
      {children && <p>{children}</p>}
      {action && <div class="empty-action">{action}</div>}
    </div>
  )
}
