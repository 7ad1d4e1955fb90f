/** The log of API requests, newest first. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { AnswerStatus, Badge } from '../../../web/components/badge.js'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Chips } from '../../../web/components/tabs.js'
import { Time } from '../../../web/components/time.js'
import { durationWords } from '../../../web/time-words.js'
import { paths, withQuery } from '../../routes.js'
import type { ListedRequest } from '../../store/request-list.js'

export interface RequestFilters {
  outcome: 'succeeded' | 'failed' | undefined
  method: string | undefined
  path: string | undefined
}

export interface RequestsPageProps {
  frame: Frame
  now: number
  requests: readonly ListedRequest[]
  filters: RequestFilters
  older: string | undefined
}

export function RequestsPage({ frame, now, requests, filters, older }: RequestsPageProps) {
  const isFiltered = Object.values(filters).some((value) => value !== undefined)
  return (
    <AppFrame frame={frame} title="Requests">
      <PageHeader
        title="Requests"
        lead="What your programs and connected applications asked of the API."
      />
      <div class="row" data-spread>
        <Chips label="Filter by outcome" tabs={outcomeTabs(filters)} />
        <FilterForm filters={filters} />
      </div>
      <Card flush>
        <Table
          caption="API requests"
          columns={columns(now)}
          rows={requests}
          href={({ id }) => paths.request(id)}
          empty={<NoRequests isFiltered={isFiltered} />}
          pager={{ older: older && withQuery(paths.requests, { ...filters, before: older }) }}
        />
      </Card>
    </AppFrame>
  )
}

function columns(now: number): Column<ListedRequest>[] {
  return [
    {
      heading: 'Request',
      wide: true,
      nowrap: true,
      cell: ({ method, path }) => (
        <>
          <span class="method">{method}</span> {path}
        </>
      ),
    },
    { heading: 'Status', cell: ({ status }) => <AnswerStatus status={status} /> },
    {
      heading: 'By',
      secondary: true,
      cell: ({ application }) => application && <Badge tone="info">{application}</Badge>,
    },
    {
      heading: 'Took',
      align: 'end',
      secondary: true,
      cell: ({ duration_ms }) => durationWords(duration_ms),
    },
    { heading: 'Date', align: 'end', cell: ({ at }) => <Time at={at} now={now} /> },
  ]
}

function outcomeTabs({ outcome, ...rest }: RequestFilters) {
  const at = (word: RequestFilters['outcome'], label: string) => ({
    label,
    href: withQuery(paths.requests, { ...rest, outcome: word }),
    current: outcome === word,
  })
  return [at(undefined, 'All'), at('succeeded', 'Succeeded'), at('failed', 'Failed')]
}

function FilterForm({ filters }: { filters: RequestFilters }) {
  return (
    <form class="filters" method="get" action={paths.requests} role="search">
      {filters.outcome && <input type="hidden" name="outcome" value={filters.outcome} />}
      <select class="input input-small" name="method" aria-label="Method">
        {['', 'GET', 'POST', 'DELETE'].map((method) => (
          <option value={method} selected={method === (filters.method ?? '')}>
            {method || 'Any method'}
          </option>
        ))}
      </select>
      <input
        class="input input-small"
        type="search"
        name="path"
        value={filters.path}
        placeholder="/v1/customers"
        aria-label="Beginning of the path"
      />
      <button class="button">Filter</button>
    </form>
  )
}

function NoRequests({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        title="No such requests"
        icon="list"
        action={<ButtonLink href={paths.requests}>Show all</ButtonLink>}
      />
    )
  }
  return (
    <EmptyState
      title="No requests yet"
      icon="list"
      action={<ButtonLink href={paths.keys}>Get your API keys</ButtonLink>}
    >
      Each call of the API appears here, with what was sent, what was answered, and how to send it
      again.
    </EmptyState>
  )
}
