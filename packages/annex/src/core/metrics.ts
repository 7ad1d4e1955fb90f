/** Figures of a running process, and the text in which Prometheus reads them. */

export type Labels = Readonly<Record<string, string>>

export interface Sample {
  labels: Labels
  value: number
  /** Of a histogram: which part of it. */
  part?: 'bucket' | 'sum' | 'count'
}

export interface Family {
  name: string
  /** One line, for people. */
  help: string
  type: 'counter' | 'gauge' | 'histogram'
  samples: readonly Sample[]
}

type Named = Pick<Family, 'name' | 'help'>

/** Counts what happens, by its labels. */
export class Counter {
  readonly #named: Named
  readonly #counts = new Map<string, { labels: Labels; value: number }>()

  constructor(named: Named) {
    this.#named = named
  }

  add(labels: Labels, by = 1): void {
    const key = JSON.stringify(labels)
    const known = this.#counts.get(key)
    if (known) known.value += by
    else this.#counts.set(key, { labels, value: by })
  }

  family(): Family {
    return { ...this.#named, type: 'counter', samples: [...this.#counts.values()] }
  }
}

/** Counts how often something took at most so long. */
export class Histogram {
  readonly #named: Named
  readonly #bounds: readonly number[]
  readonly #counts: number[]
  #sum = 0

  /** @param bounds upper bounds, growing; whatever is larger still counts as `+Inf` */
  constructor(named: Named, bounds: readonly number[]) {
    this.#named = named
    this.#bounds = bounds
    this.#counts = [...bounds, Infinity].map(() => 0)
  }

  observe(value: number): void {
    this.#sum += value
    const at = this.#bounds.findIndex((bound) => value <= bound)
    const place = at === -1 ? this.#bounds.length : at
    this.#counts[place] = (this.#counts[place] ?? 0) + 1
  }

  family(): Family {
    const samples = bucketsOf(this.#bounds, this.#counts)
    return {
      ...this.#named,
      type: 'histogram',
      samples: [...samples, { labels: {}, value: this.#sum, part: 'sum' }, totalOf(samples)],
    }
  }
}

/** @param counts of each bound alone, and of what lies above the last */
function bucketsOf(bounds: readonly number[], counts: readonly number[]): Sample[] {
  let value = 0
  return [...bounds, Infinity].map((bound, n) => {
    value += counts[n] ?? 0
    const le = bound === Infinity ? '+Inf' : String(bound)
    return { labels: { le }, value, part: 'bucket' as const }
  })
}

function totalOf(buckets: readonly Sample[]): Sample {
  return { labels: {}, value: buckets.at(-1)?.value ?? 0, part: 'count' }
}

/** @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

export function exposition(families: readonly Family[]): string {
  return families
    .map(({ name, help, type, samples }) => {
      const lines = samples.map((sample) => `${name}${lineOf(sample)}\n`)
      return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n${lines.join('')}`
    })
    .join('')
}

function lineOf({ labels, value, part }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${quoted(text)}"`)
  return `${part ? `_${part}` : ''}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}

function quoted(text: string): string {
  return escaped(text).replaceAll('"', '\\"')
}
