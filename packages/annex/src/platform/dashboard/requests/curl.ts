/** A request as a curl command, to be tried again from a terminal. */
import { fieldsOf } from '../change.js'

export interface CurlRequest {
  method: string
  path: string
  /** Decoded parameters as JSON. */
  parameters: string | null
  idempotency_key: string | null
}

/** The key is left to the reader's environment: it is kept nowhere. */
export function asCurl(baseUrl: string, request: CurlRequest): string {
  const { method, path, parameters } = request
  const fields = parameters ? formFields(fieldsOf(JSON.parse(parameters))) : []
  const get = method === 'GET'
  const lines = [
    `curl ${get && fields.length > 0 ? '-G ' : ''}${quoted(baseUrl + path)}`,
    ...(get || (method === 'POST' && fields.length > 0) ? [] : [`-X ${method}`]),
    '-u "$STRIPE_SECRET_KEY:"',
    ...fields.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`),
  ]
  return lines.join(' \\\n  ')
}

/** `{ metadata: { order: '6735' } }` → `[['metadata[order]', '6735']]`, as the API reads forms. */
function formFields(
  values: Readonly<Record<string, unknown>>,
  prefix = '',
): (readonly [string, string])[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const name = prefix === '' ? key : `${prefix}[${key}]`
    if (typeof value === 'object' && value !== null) return formFields(fieldsOf(value), name)
    return [
      [
        name,
        typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value),
      ] as const,
    ]
  })
}

/** One word for a shell, whatever is in it. */
function quoted(text: string): string {
  return /^[\w./:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
