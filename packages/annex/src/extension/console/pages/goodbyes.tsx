/** Accounts that left: what was removed, and the one line that stays. */
import { Card } from '../../../web/components/card.js'
import { Time } from '../../../web/components/time.js'
import { Timeline } from '../../../web/components/timeline.js'

export interface Goodbye {
  /** First characters of the account's keyed hash: the id itself is gone. */
  fingerprint: string
  at: number
  /** Why it ended, as a clause: "disconnected at Stripe". */
  reason: string
  /** Rows removed, or null while that goes on. */
  removed: number | null
}

interface GoodbyesProps {
  goodbyes: readonly Goodbye[]
  now: number
}

/** A live part: its element is there also while nobody has left. */
export function Goodbyes({ goodbyes, now }: GoodbyesProps) {
  return <div id="goodbyes">{goodbyes.length > 0 && <GoodbyeList {...{ goodbyes, now }} />}</div>
}

function GoodbyeList({ goodbyes, now }: GoodbyesProps) {
  return (
    <Card
      title="Disconnected"
      lead="What was mirrored is deleted. This line stays, without the account's id or any of its data."
    >
      <Timeline
        moments={goodbyes.map(({ fingerprint, at, reason, removed }) => ({
          title: (
            <>
              An account ({fingerprint}…) was {reason}
            </>
          ),
          detail:
            removed === null
              ? 'Removing its rows…'
              : `${removed.toLocaleString('en-US')} rows removed`,
          time: <Time at={at} now={now} />,
          icon: 'plug',
        }))}
      />
    </Card>
  )
}
