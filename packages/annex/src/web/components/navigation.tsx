/** The sidebar's links, in named groups. */
import { Icon, type IconName } from './icon.js'

interface NavigationLink {
  label: string
  href: string
  icon: IconName
  /** Whether this is where the reader stands. */
  current?: boolean
  count?: number | undefined
}

export interface NavigationSection {
  heading?: string
  links: readonly NavigationLink[]
}

export function Navigation({ sections }: { sections: readonly NavigationSection[] }) {
  return (
    <nav aria-label="Main">
      {sections.map(({ heading, links }) => (
        <div>
          {heading && <p class="nav-heading">{heading}</p>}
          <ul class="nav-list">
            {links.map((link) => (
              <li>
                <NavigationItem {...link} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function NavigationItem({ label, href, icon, current, count }: NavigationLink) {
  return (
    <a class="nav-link" href={href} aria-current={current ? 'page' : undefined}>
      <Icon name={icon} />
      {label}
      {count !== undefined && <span class="nav-count">{count}</span>}
    </a>
  )
}
