/** What all pages of the dashboard share: the sidebar, the account, the mode, the clock. */
import type { Frame } from '../../web/components/app-frame.js'
import { Icon } from '../../web/components/icon.js'
import { takeFlash } from '../../web/flash.js'
import { NEW_ACCOUNT, PASSWORD, SIGN_OUT, SWITCH } from '../people/paths.js'
import { signedIn } from '../people/visitor.js'
import { paths } from '../routes.js'
import { ClockMenu, type ClockMenuProps } from './clock/menu.js'
import type { DashboardContext, PageContext } from './context.js'

const SECTIONS: Frame['navigation'] = [
  {
    links: [
      { label: 'Home', href: paths.home, icon: 'home' },
      { label: 'Payments', href: paths.payments, icon: 'card' },
      { label: 'Customers', href: paths.customers, icon: 'people' },
    ],
  },
  {
    heading: 'Billing',
    links: [
      { label: 'Subscriptions', href: paths.subscriptions, icon: 'refresh' },
      { label: 'Invoices', href: paths.invoices, icon: 'book' },
      { label: 'Products', href: paths.products, icon: 'box' },
    ],
  },
  {
    heading: 'Developers',
    links: [
      { label: 'API keys', href: paths.keys, icon: 'key' },
      { label: 'Webhooks', href: paths.endpoints, icon: 'webhook' },
      { label: 'Events', href: paths.events, icon: 'bolt' },
      { label: 'Requests', href: paths.requests, icon: 'list' },
      { label: 'Clock', href: paths.clock, icon: 'clock' },
      { label: 'Trouble', href: paths.trouble, icon: 'warning' },
    ],
  },
  {
    heading: 'Settings',
    links: [
      { label: 'Extension', href: paths.extension, icon: 'settings' },
      { label: 'Branding', href: paths.branding, icon: 'palette' },
      { label: 'Connected applications', href: paths.applications, icon: 'plug' },
    ],
  },
]

const CHANGE_PASSWORD = { label: 'Change password', href: PASSWORD, icon: 'key' } as const

/** Build it once for a page; it takes the flash left by the request before. */
export function frameOf(
  c: PageContext,
  context: Pick<DashboardContext, 'platformClock' | 'trouble'>,
): Frame {
  const person = signedIn(c)
  const { formToken } = c.var.visitor
  const state = context.platformClock.state()
  const mayMove = !person.livemode && person.account?.role === 'administrator'
  return {
    product: { href: paths.home },
    navigation: navigationAt(c.req.path),
    accounts: {
      choices: person.memberships.map(({ account, business_name, email }) => ({
        id: account,
        name: business_name ?? email,
        current: account === person.account?.account,
      })),
      action: SWITCH,
      formToken,
      create: NEW_ACCOUNT,
    },
    mode: { live: person.livemode, action: SWITCH, formToken },
    person: { email: person.email, signOut: SIGN_OUT, formToken, links: [CHANGE_PASSWORD] },
    status: <Status troubled={context.trouble.isOn()} clock={{ state, mayMove, formToken }} />,
    flash: takeFlash(c),
  }
}

function navigationAt(path: string): Frame['navigation'] {
  const isHere = (href: string) => path === href || (href !== '/' && path.startsWith(`${href}/`))
  return SECTIONS.map((section) => ({
    ...section,
    links: section.links.map((link) => ({ ...link, current: isHere(link.href) })),
  }))
}

/** Whether things go wrong on purpose, and the platform's own time, which a person may have moved. */
function Status({ clock, troubled }: { clock: ClockMenuProps; troubled: boolean }) {
  return (
    <>
      {troubled && (
        <a class="icon-button" href={paths.trouble} title="Trouble is on">
          <Icon name="warning" />
          <span class="visually-hidden">Trouble is on</span>
        </a>
      )}
      <ClockMenu {...clock} />
    </>
  )
}
