/** Test mode is always visible: the switch in the top bar, the banner over the content. */
export interface Mode {
  live: boolean
  /** Where the switch posts `livemode` to; without it the mode is only shown. */
  action?: string | undefined
  formToken?: string | undefined
}

export function ModeSwitch({ mode }: { mode: Mode }) {
  if (!mode.action) return mode.live ? null : <ModeBadge />
  return (
    <form method="post" action={mode.action}>
      <input type="hidden" name="form_token" value={mode.formToken} />
      <button
        class="switch"
        data-tone="test"
        role="switch"
        aria-checked={mode.live ? 'false' : 'true'}
        name="livemode"
        value={mode.live ? 'false' : 'true'}
      >
        <span class="switch-label">Test mode</span>
        <span class="switch-track" aria-hidden="true"></span>
      </button>
    </form>
  )
}

function ModeBadge() {
  return (
    <span class="badge" data-tone="warning">
      Test mode
    </span>
  )
}

export function TestBanner() {
  return (
    <aside class="test-banner" aria-label="Test mode">
      <strong>Test mode</strong> <span>You see test data. No money moves.</span>
    </aside>
  )
}
