/** How far something has come: a line, and words that say the same. */
import type { Child } from 'hono/jsx'
import type { Tone } from './tone.js'

export interface ProgressProps {
  label: string
  /** 0 to 1; left out while the end is not known. */
  share?: number | undefined
  detail?: Child
  tone?: Tone
}

export function Progress({ label, share, detail, tone }: ProgressProps) {
  return (
    <div class="progress" data-tone={tone}>
      <div class="progress-head">
        <span>{label}</span>
        <span class="progress-detail">{detail}</span>
      </div>
      <progress
        aria-label={label}
        value={share}
        max={share === undefined ? undefined : 1}
      ></progress>
    </div>
  )
}
