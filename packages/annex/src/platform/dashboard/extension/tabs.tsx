/** The two pages of an extension's settings. */
import { Tabs } from '../../../web/components/tabs.js'
import { paths } from '../../routes.js'

export function ExtensionTabs({ current }: { current: 'oauth' | 'branding' }) {
  const tabs = [
    { label: 'OAuth', href: paths.extension, current: current === 'oauth' },
    { label: 'Branding', href: paths.branding, current: current === 'branding' },
  ]
  return <Tabs label="Extension settings" tabs={tabs} />
}
