/** The frame all pages of the console share: the extension's brand, and its accounts at hand. */
import type { Frame } from '../../../web/components/app-frame.js'
import type { Flash } from '../../../web/flash.js'
import type { Routes } from '../../routes.js'
import type { Connection } from '../../store/connections.js'
import type { Brand } from '../../people/brand.js'

export type ConsolePage = 'home' | 'billing' | 'fees'

export interface FrameParts {
  brand: Brand
  routes: Routes
  connections: readonly Connection[]
  /** The page it is, when that is about no connection in particular. */
  page?: ConsolePage
  /** The connection the page is about. */
  current?: string
  /** There are plans to be bought. */
  sells: boolean
  /** There is a share of payments to be seen. */
  earns: boolean
  /** Left out where nobody signs in. */
  person?: { email: string; formToken: string } | undefined
  flash?: Flash | undefined
}

/** More than these and the list of connections is the better way to find one. */
const AT_HAND = 8

export function frameOf(parts: FrameParts): Frame {
  const { brand, routes, connections, page, current, sells, earns, person, flash } = parts
  const accounts = connections.slice(0, AT_HAND).map((connection) => ({
    label: nameOf(connection),
    href: routes.to('connection', connection.id),
    icon: 'plug' as const,
    current: connection.id === current,
  }))
  const home = {
    label: 'Connections',
    href: routes.to('home'),
    icon: 'list' as const,
    current: page === 'home',
    count: connections.length || undefined,
  }
  const billing = {
    ...{ label: 'Billing', href: routes.to('billing'), icon: 'card' as const },
    current: page === 'billing',
  }
  const fees = {
    ...{ label: 'Application fees', href: routes.to('fees'), icon: 'chart' as const },
    current: page === 'fees',
  }
  return {
    product: { name: brand.name, href: routes.to('home'), image: brand.icon },
    accent: brand.color,
    navigation: [
      { links: [home, ...(sells ? [billing] : []), ...(earns ? [fees] : [])] },
      ...(accounts.length > 0 ? [{ heading: 'Accounts', links: accounts }] : []),
    ],
    person: person && { ...person, signOut: routes.to('signOut') },
    flash,
  }
}

/** What an account is called: its own name once it has been read, its id until then. */
export function nameOf(connection: Pick<Connection, 'account' | 'account_name'>): string {
  return connection.account_name ?? connection.account
}
