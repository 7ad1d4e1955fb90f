/** Who is asking: the application's logo and name, beside the account it asks for. */
import { Avatar } from '../../../web/components/avatar.js'
import { Icon } from '../../../web/components/icon.js'
import { checkedColour } from '../branding/colour.js'

export interface AskingProps {
  name: string
  /** Path of the logo, or of the icon when there is no logo. */
  image?: string | undefined
  /** The accent colour, laid behind both; anything that is not a colour is left out. */
  background?: string | null | undefined
}

export function Asking({ name, image, background }: AskingProps) {
  const colour = checkedColour(background ?? '')
  return (
    <div class="asking" style={colour && `background:${colour}`} aria-hidden="true">
      {image ? <img class="asking-logo" src={image} alt="" /> : <Avatar name={name} size="large" />}
      <span class="asking-link">
        <Icon name="plug" size={18} />
      </span>
      <span class="asking-account">
        <Icon name="card" size={18} />
      </span>
    </div>
  )
}
