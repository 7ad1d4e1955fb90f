/** Shows the answer to an authorize request that has no app to go to yet. */
import { Card } from '../../../web/components/card.js'
import { FocusFrame } from '../../../web/components/focus-frame.js'
import { KeyValues } from '../../../web/components/key-values.js'

export function LandingPage({ answer }: { answer: readonly (readonly [string, string])[] }) {
  return (
    <FocusFrame title="Answer received" product={{ href: '/' }}>
      <h1>This is where your app would take over</h1>
      <Card title="What arrived" lead="Exchange the code at /oauth/token within five minutes.">
        {answer.length === 0 && <p class="muted">No parameters.</p>}
        <KeyValues
          narrow
          facts={answer.map(([name, value]) => [name, <code>{value}</code>] as const)}
        />
      </Card>
    </FocusFrame>
  )
}
