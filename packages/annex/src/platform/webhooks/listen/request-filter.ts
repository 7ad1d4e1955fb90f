/** `stripe logs tail`: which requests it wants to see. It filters nothing itself. */
import type { RequestRow } from '../../store/requests.js'

export type RequestFilter = (row: RequestRow) => boolean

type Test = (row: RequestRow, wanted: readonly string[]) => boolean

const TESTS: Readonly<Record<string, Test>> = {
  filter_account: (row, wanted) => wanted.includes(row.application ? 'connect_in' : 'self'),
  filter_http_method: (row, wanted) => wanted.includes(row.method),
  filter_request_path: (row, wanted) => wanted.includes(row.path),
  filter_request_status: (row, wanted) =>
    wanted.includes(row.status < 400 ? 'SUCCEEDED' : 'FAILED'),
  filter_source: (_, wanted) => wanted.includes('API'),
  filter_status_code: (row, wanted) => wanted.includes(String(row.status)),
  filter_status_code_type: (row, wanted) => wanted.includes(`${Math.floor(row.status / 100)}XX`),
}

/**
 * @param text JSON as the command line sends it: lists of words by the name of a filter
 * @returns undefined when it cannot be read, or names a filter we have nothing to hold it against
 */
export function requestFilter(text: string | undefined): RequestFilter | undefined {
  const wanted = listsIn(text ?? '{}')
  if (wanted === undefined || wanted.some(([name]) => !Object.hasOwn(TESTS, name))) return undefined
  return (row) => wanted.every(([name, words]) => TESTS[name]?.(row, words) ?? false)
}

function listsIn(text: string): [string, string[]][] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    const given = Object.entries(value).filter(
      ([, words]) => Array.isArray(words) && words.length > 0,
    )
    return given.map(([name, words]) => [name, (words as unknown[]).map(String)])
  } catch {
    return undefined
  }
}

/** The frame that shows one request. */
export function requestFrame(row: RequestRow): string {
  const event = {
    ...{ created_at: row.at, livemode: row.livemode, method: row.method, request_id: row.id },
    ...{ status: row.status, url: row.path, error: errorOf(row) },
  }
  const type = 'request_log_event'
  return JSON.stringify({ type, request_log_id: row.id, event_payload: JSON.stringify(event) })
}

const ERROR_FIELDS = ['type', 'charge', 'code', 'decline_code', 'message', 'param']

/** Empty texts stand for what a refusal does not say. */
function errorOf({ error }: RequestRow): Record<string, string> {
  const refusal: { error?: Record<string, unknown> } = error === null ? {} : JSON.parse(error)
  const said = ERROR_FIELDS.map((name): [string, string] => {
    const value = refusal.error?.[name]
    return [name, typeof value === 'string' ? value : '']
  })
  return { ...Object.fromEntries(said), error_insight: '' }
}
