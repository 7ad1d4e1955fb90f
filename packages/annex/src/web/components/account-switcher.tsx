/** Whose account is being looked at, and the others this person may look at. */
import { Avatar } from './avatar.js'
import { Icon } from './icon.js'

interface AccountChoice {
  id: string
  name: string
  current?: boolean
}

export interface AccountChoices {
  choices: readonly AccountChoice[]
  /** Where choosing posts `account` to. */
  action: string
  formToken: string
  /** Where a new account is made; left out where it can't be. */
  create?: string | undefined
}

export function AccountSwitcher({ choices, action, formToken, create }: AccountChoices) {
  const current = choices.find((choice) => choice.current)
  return (
    <details class="menu account-switcher">
      <summary>
        <Avatar name={current?.name ?? '?'} />
        <bdi class="clip">{current?.name ?? 'Choose an account'}</bdi>
        <Icon name="updown" />
      </summary>
      <form class="menu-panel" method="post" action={action}>
        <input type="hidden" name="form_token" value={formToken} />
        {choices.map((choice) => (
          <Choice {...choice} />
        ))}
        {create && (
          <>
            <hr />
            <a class="menu-item" href={create}>
              <Icon name="plus" />
              New account
            </a>
          </>
        )}
      </form>
    </details>
  )
}

function Choice({ id, name, current }: AccountChoice) {
  return (
    <button class="menu-item" name="account" value={id} data-current={current ? '' : undefined}>
      <Avatar name={name} />
      <bdi class="clip">{name}</bdi>
      {current && <Icon name="check" />}
    </button>
  )
}
