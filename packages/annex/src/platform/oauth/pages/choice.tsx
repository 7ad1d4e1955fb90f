/** The account chooser: one row an account, with the reason beside those that can't be chosen. */
import { Avatar } from '../../../web/components/avatar.js'
import { Badge } from '../../../web/components/badge.js'
import { Icon } from '../../../web/components/icon.js'
import type { Offer } from '../offers.js'
import { covers } from '../scope.js'
import type { Scope } from '../../store/grants.js'

export interface ChoiceProps {
  offers: readonly Offer[]
  chosen: string | undefined
  scope: Scope
  /** Where a new account is made. */
  newAccount: string
}

export function Choice({ offers, chosen, scope, newAccount }: ChoiceProps) {
  return (
    <fieldset class="choices">
      <legend>Account to connect</legend>
      <div class="choices-list">
        {offers.map((offer) => (
          <Row {...{ offer, scope }} checked={offer.account === chosen} />
        ))}
        <a class="choice" href={newAccount}>
          <span class="choice-plus">
            <Icon name="plus" />
          </span>
          <span class="choice-words">Create a new account</span>
        </a>
      </div>
    </fieldset>
  )
}

function Row({ offer, scope, checked }: { offer: Offer; scope: Scope; checked: boolean }) {
  const { account, name, refusal } = offer
  const disabled = refusal !== null
  const about = `about-${account}`
  return (
    <label class="choice" data-disabled={disabled ? '' : undefined}>
      <Avatar name={name} />
      <span class="choice-words">
        <span class="choice-name">
          <bdi>{name}</bdi> {offer.standing && <Badge tone="success">Connected</Badge>}
        </span>
        <span class="choice-about" id={about}>
          <bdi>{refusal ?? changeIn(offer, scope) ?? offer.email}</bdi>
        </span>
      </span>
      <input
        {...{ type: 'radio', name: 'account', value: account, checked, disabled }}
        aria-describedby={about}
        required
      />
    </label>
  )
}

/** What connecting again would change. */
function changeIn({ standing }: Offer, scope: Scope): string | undefined {
  if (!standing) return undefined
  if (standing.scope === scope) return 'Already connected. Connecting again changes nothing.'
  return covers(standing.scope, scope)
    ? 'Connected to see and change. From now on it will only see.'
    : 'Connected to see. From now on it could change things too.'
}
