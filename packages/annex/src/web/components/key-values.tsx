/** Facts about one thing: names on the left, values on the right, below each other when narrow. */
import type { Child } from 'hono/jsx'

type Fact = readonly [label: string, value: Child]

const NOTHING: readonly unknown[] = [null, undefined, false, '']

export interface KeyValuesProps {
  /** Facts without a value (null, undefined, false, '') are left out. */
  facts: readonly Fact[]
  /** Keeps the value below its name, for a side column. */
  narrow?: boolean
  /** A sum: amounts below each other at the end of the line, their names before them. */
  sums?: boolean
}

export function KeyValues({ facts, narrow, sums }: KeyValuesProps) {
  const known = facts.filter(([, value]) => !NOTHING.includes(value))
  return (
    <dl class="key-values" data-narrow={narrow ? '' : undefined} data-sums={sums ? '' : undefined}>
      {known.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
