/** Who is signed in, and the way out. */
import { Avatar } from './avatar.js'
import { Icon, type IconName } from './icon.js'
import { Menu } from './menu.js'

export interface PersonMenuProps {
  email: string
  /** Where signing out posts to. */
  signOut: string
  formToken: string
  links?: readonly { label: string; href: string; icon: IconName }[]
}

export function PersonMenu({ email, signOut, formToken, links = [] }: PersonMenuProps) {
  return (
    <Menu label={<Avatar name={email} />} name="You" align="end" chevron={false}>
      <p class="menu-note">
        Signed in as <bdi>{email}</bdi>
      </p>
      {links.map(({ label, href, icon }) => (
        <a class="menu-item" href={href}>
          <Icon name={icon} />
          {label}
        </a>
      ))}
      <form method="post" action={signOut}>
        <input type="hidden" name="form_token" value={formToken} />
        <button class="menu-item">
          <Icon name="exit" />
          Sign out
        </button>
      </form>
    </Menu>
  )
}
