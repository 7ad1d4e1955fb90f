/** The top of a page's content: where it hangs, what it is, what can be done. */
import type { Child } from 'hono/jsx'
import { Icon } from './icon.js'

export interface PageHeaderProps {
  title: Child
  /** Beside the title: a badge, an id. */
  aside?: Child
  lead?: Child
  /** The page above this one. */
  up?: { label: string; href: string }
  actions?: Child
}

export function PageHeader({ title, aside, lead, up, actions }: PageHeaderProps) {
  return (
    <header class="page-header">
      <div class="page-header-words">
        {up && (
          <nav class="breadcrumb" aria-label="Breadcrumb">
            <a href={up.href}>{up.label}</a>
            <Icon name="right" size={12} />
          </nav>
        )}
        <h1>
          {title}
          {aside}
        </h1>
        {lead && <p class="page-header-lead">{lead}</p>}
      </div>
      {actions && <div class="row">{actions}</div>}
    </header>
  )
}
