/** The page of a tool: sidebar, top bar, and the content of the moment in one column. */
import type { Child } from 'hono/jsx'
import type { Flash } from '../flash.js'
import { AccountSwitcher, type AccountChoices } from './account-switcher.js'
import { Icon } from './icon.js'
import { Layout } from './layout.js'
import { ModeSwitch, TestBanner, type Mode } from './mode.js'
import { Navigation, type NavigationSection } from './navigation.js'
import { PersonMenu, type PersonMenuProps } from './person-menu.js'
import { Toast } from './toast.js'
import { Wordmark, type WordmarkProps } from './wordmark.js'

/** What all pages of a tool share; the title and the content are the page's own. */
export interface Frame {
  product: WordmarkProps
  /** A brand's colour, `#rrggbb`. */
  accent?: string | undefined
  navigation: readonly NavigationSection[]
  accounts?: AccountChoices | undefined
  /** Left out where a page belongs to no mode. */
  mode?: Mode | undefined
  person?: PersonMenuProps | undefined
  /** Stands in the top bar: a clock, a state of the system. */
  status?: Child
  flash?: Flash | undefined
}

export interface AppFrameProps {
  frame: Frame
  title: string
  /** Where the page's live fragments come from (`live.ts`). */
  live?: string | undefined
  children?: Child
}

export function AppFrame({ frame, title, live, children }: AppFrameProps) {
  const { product, navigation, accounts, mode, person, status, flash } = frame
  return (
    <Layout title={title} product={product.name ?? 'Annex'} accent={frame.accent}>
      <a class="skip-link" href="#content">
        Skip to content
      </a>
      <div class="frame">
        <header class="top-bar">
          <button class="icon-button menu-button" type="button" popovertarget="sidebar">
            <Icon name="menu" />
            <span class="visually-hidden">Menu</span>
          </button>
          <Wordmark {...product} />
          <div class="top-bar-end">
            {status}
            {mode && <ModeSwitch mode={mode} />}
            {person && <PersonMenu {...person} />}
          </div>
        </header>
        {/* A popover on a narrow screen, a column on a wide one: no script either way. */}
        <aside class="sidebar" id="sidebar" popover="auto" aria-label="Sidebar">
          <div class="sidebar-head">
            <Wordmark {...product} />
          </div>
          {accounts && <AccountSwitcher {...accounts} />}
          <Navigation sections={navigation} />
        </aside>
        <div class="content">
          {mode && !mode.live && <TestBanner />}
          <main class="content-column" id="content" data-live={live}>
            {children}
          </main>
        </div>
      </div>
      {flash && <Toast flash={flash} />}
    </Layout>
  )
}
