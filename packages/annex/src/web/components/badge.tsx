/** A status in one word, in the colour of its tone. */
import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.js'
import { toneOf, toneOfAnswer, type Tone } from './tone.js'

export interface BadgeProps {
  tone?: Tone
  icon?: IconName
  children?: Child
}

export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span class="badge" data-tone={tone}>
      {children}
      {icon && <Icon name={icon} size={12} />}
    </span>
  )
}

/** `<Status status="partially_refunded" />` → “Partially refunded”, coloured by its tone. */
export function Status({ status }: { status: string }) {
  const words = status.replaceAll('_', ' ')
  return (
    <Badge tone={toneOf(status)}>
      {words.charAt(0).toUpperCase()}
      {words.slice(1)}
    </Badge>
  )
}

/** An HTTP status as a badge: `200`, or “No answer”. */
export function AnswerStatus({ status }: { status: number | null }) {
  return <Badge tone={toneOfAnswer(status)}>{status ?? 'No answer'}</Badge>
}
