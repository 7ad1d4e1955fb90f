/** One figure, how it changed, and its shape over time. */
import type { Child } from 'hono/jsx'
import { Sparkline } from './sparkline.js'

export interface StatTileProps {
  label: string
  figure: Child
  /** A share of what it was before: 0.12 is 12% more. */
  change?: number | undefined
  /** Whether more is worse (failures, churn). */
  inverted?: boolean
  note?: Child
  series?: readonly number[]
  href?: string
}

export function StatTile({ label, figure, change, inverted, note, series, href }: StatTileProps) {
  const content = (
    <>
      <span class="stat-label">{label}</span>
      <span class="stat-figure">{figure}</span>
      <span class="stat-note">
        {change !== undefined && <Change share={change} inverted={inverted} />}
        {note}
      </span>
      {series && <Sparkline values={series} />}
    </>
  )
  if (!href) return <div class="stat">{content}</div>
  return (
    <a class="stat" href={href}>
      {content}
    </a>
  )
}

/** `+12.0%` in the colour of good or bad news. */
export function Change({
  share,
  inverted = false,
}: {
  share: number
  inverted?: boolean | undefined
}) {
  const good = inverted ? share < 0 : share > 0
  const sign = share > 0 ? '+' : share < 0 ? '−' : ''
  return (
    <span class="change" data-tone={share === 0 ? 'neutral' : good ? 'success' : 'danger'}>
      {sign}
      {Math.abs(share * 100).toFixed(1)}%
    </span>
  )
}
