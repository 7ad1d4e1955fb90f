/** Neighbouring pages about one thing. Each tab is a link, so it can be opened, kept and sent. */
export interface Tab {
  label: string
  href: string
  current?: boolean
  count?: number | undefined
}

export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a class="tab" href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span class="tab-count">{tab.count}</span>}
        </a>
      ))}
    </nav>
  )
}

/** A choice among a few filters, all visible. */
export function Chips({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="chips" aria-label={label}>
      {tabs.map((tab) => (
        <a class="chip" href={tab.href} aria-current={tab.current ? 'true' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span class="tab-count">{tab.count}</span>}
        </a>
      ))}
    </nav>
  )
}
