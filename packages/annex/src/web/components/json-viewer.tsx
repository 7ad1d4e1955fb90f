/** JSON that folds: every object and list is a `<details>`, ids can be links. */
import type { Child } from 'hono/jsx'
import { CopyButton } from './copy-button.js'

export interface JsonViewerProps {
  value: unknown
  /** What it is, for readers who can't see it. */
  label: string
  /** How many levels are unfolded; the rest open on demand. */
  open?: number
  /** The page of an id found inside, if it has one. */
  hrefOf?: (id: string) => string | undefined
  /** Names of first-level fields to mark as changed. */
  changed?: readonly string[]
}

export function JsonViewer({ value, label, open = 2, hrefOf, changed = [] }: JsonViewerProps) {
  return (
    <div class="code">
      <div class="json json-scroll" role="region" aria-label={label} tabindex={0}>
        <Value value={value} open={open} hrefOf={hrefOf} changed={changed} />
      </div>
      <CopyButton value={JSON.stringify(value, null, 2) ?? ''} label="Copy JSON" />
    </div>
  )
}

interface ValueProps {
  value: unknown
  name?: string
  open: number
  hrefOf?: JsonViewerProps['hrefOf']
  changed?: readonly string[]
  last?: boolean
}

function Value(props: ValueProps) {
  const { value, last = true } = props
  if (typeof value === 'object' && value !== null) return <Folder {...props} value={value} />
  return (
    <>
      <Key name={props.name} />
      <Leaf value={value} hrefOf={props.hrefOf} />
      {!last && <Mark>,</Mark>}
    </>
  )
}

function Folder({
  value,
  name,
  open,
  hrefOf,
  changed,
  last = true,
}: ValueProps & { value: object }) {
  const list = Array.isArray(value)
  const entries = Object.entries(value)
  const [left, right] = list ? ['[', ']'] : ['{', '}']
  const end = last ? right : `${right},`
  if (entries.length === 0) {
    return (
      <>
        <Key name={name} />
        <Mark>{left + end}</Mark>
      </>
    )
  }
  return (
    <details open={open > 0}>
      <summary>
        <Key name={name} />
        <Mark>{left}</Mark>
        <span class="json-size">
          {' '}
          {entries.length} {list ? 'items' : 'fields'} {end}
        </span>
      </summary>
      <ul>
        {entries.map(([key, child], index) => (
          <li class={changed?.includes(key) ? 'json-changed' : undefined}>
            <Value
              value={child}
              {...(list ? {} : { name: key })}
              open={open - 1}
              hrefOf={hrefOf}
              last={index === entries.length - 1}
            />
          </li>
        ))}
      </ul>
      <Mark>{end}</Mark>
    </details>
  )
}

function Key({ name }: { name?: string | undefined }) {
  if (name === undefined) return null
  return (
    <>
      <span class="json-key">{JSON.stringify(name)}</span>
      <Mark>: </Mark>
    </>
  )
}

function Leaf({ value, hrefOf }: Pick<ValueProps, 'value' | 'hrefOf'>) {
  if (typeof value === 'number') return <span class="json-number">{value}</span>
  if (typeof value !== 'string') return <span class="json-word">{String(value)}</span>
  const href = hrefOf?.(value)
  return <span class="json-text">"{href ? <a href={href}>{value}</a> : inner(value)}"</span>
}

function Mark({ children }: { children?: Child }) {
  return <span class="json-mark">{children}</span>
}

// The quotation marks stand around the link, so only what is between them is escaped here.
function inner(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
