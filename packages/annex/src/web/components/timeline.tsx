/** What happened to one thing, newest first. */
import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.js'
import type { Tone } from './tone.js'

export interface Moment {
  title: Child
  detail?: Child
  time?: Child
  icon?: IconName
  tone?: Tone
}

export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <ol class="timeline">
      {moments.map(({ title, detail, time, icon = 'clock', tone = 'neutral' }) => (
        <li>
          <span class="timeline-mark" data-tone={tone}>
            <Icon name={icon} size={12} />
          </span>
          <div class="timeline-words">
            <span class="timeline-title">{title}</span>
            {detail && <span class="timeline-detail">{detail}</span>}
            {time && <span class="timeline-detail">{time}</span>}
          </div>
        </li>
      ))}
    </ol>
  )
}
