/** How far the history has come: what is still being read with its bar, what is here with its count. */
import { Card } from '../../../web/components/card.js'
import { Progress } from '../../../web/components/progress.js'
import { Time } from '../../../web/components/time.js'
import { monthOf } from '../../../web/time-words.js'
import { grouped, type KindGroup } from '../kind-groups.js'
import type { KindProgress, SpotCheck } from '../sync-door.js'

interface Count {
  kind: string
  objects: number
}

export interface HistoryProps {
  view: {
    progress: readonly KindProgress[]
    check?: SpotCheck | undefined
    /** Where the rows of a kind are shown. */
    hrefOf: { kind: (kind: string) => string }
  }
  now: number
}

export function HistoryCard({ view: { progress, check, hrefOf }, now }: HistoryProps) {
  const moving = progress.filter(({ state }) => state === 'running' || state === 'paused')
  const waiting = progress.filter(({ state }) => state === 'waiting')
  const done = progress.filter(({ state }) => state === 'done')
  const isOver = progress.length > 0 && done.length === progress.length
  const filled = countsOf(progress).filter(({ objects }) => objects > 0)
  const empty = done.filter(({ objects }) => objects === 0)
  return (
    <Card
      id="progress"
      title="History"
      lead="Read newest first, one kind beside another."
      foot={check && <CheckWords check={check} now={now} />}
    >
      <div class="stack">
        <div class="stack" role="status">
          {progress.length === 0 && <p class="muted">Waiting for the first page.</p>}
          {moving.map((kind) => (
            <KindLine kind={kind} href={hrefOf.kind(kind.kind)} />
          ))}
          {isOver && <p class="small muted">All of it is here.</p>}
          {waiting.length > 0 && <p class="small muted">Next: {namesOf(waiting)}.</p>}
        </div>
        {grouped(filled).map((group) => (
          <Group {...group} hrefOf={hrefOf.kind} />
        ))}
        {empty.length > 0 && <p class="small muted">None: {namesOf(empty)}.</p>}
      </div>
    </Card>
  )
}

function Group({ title, kinds, hrefOf }: KindGroup<Count> & { hrefOf: (kind: string) => string }) {
  return (
    <div>
      <h3 class="small">{title}</h3>
      {kinds.map(({ kind, objects }) => (
        <div class="progress">
          <div class="progress-head">
            <span>{labelOf(kind)}</span>
            <a class="progress-detail" href={hrefOf(kind)}>
              {objects.toLocaleString('en-US')}
            </a>
          </div>
        </div>
      ))}
    </div>
  )
}

/** The daily sample: said also when all was well, or nobody would know that somebody looks. */
function CheckWords({ check: { at, compared, drifted }, now }: { check: SpotCheck; now: number }) {
  const objects = `${compared} ${compared === 1 ? 'object' : 'objects'}`
  const found = drifted === 0 ? 'no difference' : `${drifted} differed and were read again`
  return (
    <>
      Compared with Stripe <Time at={at} now={now} />: {objects}, {found}.
    </>
  )
}

/** With what lists inside a kind's objects hold. */
function countsOf(progress: readonly KindProgress[]): Count[] {
  return progress.flatMap(({ kind, objects, inside }) => [{ kind, objects }, ...inside])
}

function namesOf(kinds: readonly KindProgress[]): string {
  const [first = '', ...others] = kinds.map(({ kind }) => labelOf(kind))
  return [first, ...others.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(', ')
}

function KindLine({ kind, href }: { kind: KindProgress; href: string }) {
  const detail = (
    <a href={href}>
      {kind.objects.toLocaleString('en-US')} · {kindWords(kind)}
    </a>
  )
  const isPaused = kind.state === 'paused'
  return (
    <div>
      <Progress
        label={labelOf(kind.kind)}
        share={isPaused ? 0 : undefined}
        detail={detail}
        {...(isPaused ? { tone: 'warning' as const } : {})}
      />
      {kind.reason && <p class="small muted">{kind.reason}</p>}
    </div>
  )
}

function kindWords({ state, reached }: KindProgress): string {
  if (state !== 'running') return state
  return reached === null ? 'reading' : `reached ${monthOf(reached)}`
}

/** `payment_intents` → `Payment intents`. */
export function labelOf(kind: string): string {
  const words = kind.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
