/** A line without axes, for the shape of a series beside its latest figure. */

/** @param values oldest first; fewer than two draw nothing */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length < 2) return null
  const line = pathOf(values)
  return (
    <svg class="sparkline" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
      <path d={`${line} L100 24 L0 24 Z`} />
      <path d={line} />
    </svg>
  )
}

// Two units of room above and below keep the stroke inside the box.
function pathOf(values: readonly number[]): string {
  const low = Math.min(...values)
  const range = Math.max(...values) - low || 1
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * 100
    const y = 22 - ((value - low) / range) * 20
    return `${x.toFixed(2)} ${y.toFixed(2)}`
  })
  return `M${points.join(' L')}`
}
