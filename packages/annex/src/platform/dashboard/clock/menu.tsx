/** The platform's time in the top bar, and the buttons that move it. */
import { Menu } from '../../../web/components/menu.js'
import { Time } from '../../../web/components/time.js'
import { paths } from '../../routes.js'
import type { ClockState } from '../../time/platform-clock.js'
import { SPANS } from './spans.js'

export interface ClockMenuProps {
  state: ClockState
  /** The clock is moved in test mode, by who may change things. */
  mayMove: boolean
  formToken: string
}

export function ClockMenu({ state, mayMove, formToken }: ClockMenuProps) {
  const shown = (
    <span>
      <Time at={state.now} /> UTC
    </span>
  )
  if (!mayMove || !state.movable) return <span class="top-bar-clock">{shown}</span>
  if (state.advancing) {
    return (
      <a class="top-bar-clock" href={paths.clock}>
        {shown} · moving
      </a>
    )
  }
  return (
    <div class="top-bar-clock">
      <Menu label={shown} name="Move the clock" align="end">
        <p class="menu-note">Move the clock of the whole platform ahead by</p>
        <form method="post" action={paths.advanceClock}>
          <input type="hidden" name="form_token" value={formToken} />
          {SPANS.map((span) => (
            <button class="menu-item" name="by" value={span}>
              {span}
            </button>
          ))}
        </form>
        <hr />
        <a class="menu-item" href={paths.clock}>
          To a moment …
        </a>
      </Menu>
    </div>
  )
}
