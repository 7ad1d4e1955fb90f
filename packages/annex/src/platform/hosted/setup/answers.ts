/** What somebody typed, as the requests that say it to the API. */

export interface Said {
  readonly path: string
  readonly params: Readonly<Record<string, unknown>>
}

interface By {
  readonly account: string
  /** Unix seconds, and where they are: the proof that the terms were accepted. */
  readonly now: number
  readonly ip: string
}

/** @param fields by the names of `questions.ts`; empty ones are not said */
export function requestsFor(fields: Readonly<Record<string, string>>, by: By): Said[] {
  const { external_account, ...said } = nested(fields)
  const path = `/v1/accounts/${by.account}`
  const people = Object.keys(said).filter((name) => /^(?:representative$|person_)/.test(name))
  const params: Record<string, unknown> = { ...said }
  people.forEach((name) => delete params[name])
  if (external_account) {
    const bank = { object: 'bank_account', country: 'US', currency: 'usd' }
    params['external_account'] = { ...bank, ...external_account }
  }
  if (fields['terms'] === 'accepted') params['tos_acceptance'] = { date: by.now, ip: by.ip }
  delete params['terms']
  return [
    ...people.map((name) => personOf(name, { ...said[name] }, path)),
    ...(Object.keys(params).length === 0 ? [] : [{ path, params }]),
  ]
}

function personOf(name: string, given: object, path: string): Said {
  if (name !== 'representative')
    return { path: `${path}/persons/${encodeURIComponent(name)}`, params: { ...given } }
  return { path: `${path}/persons`, params: { ...given, relationship: { representative: true } } }
}

/** `{ 'a.b': 'x' }` → `{ a: { b: 'x' } }` */
function nested(fields: Readonly<Record<string, string>>): Record<string, object | undefined> {
  const root: Record<string, object | undefined> = emptyHash()
  for (const [name, value] of Object.entries(fields)) {
    if (value.trim() !== '') put(root, name.split('.'), value.trim())
  }
  return root
}

// Whoever sends a form chooses its names: `__proto__` is to be one like any other.
function emptyHash() {
  return Object.create(null) as Record<string, object | undefined>
}

function put(into: object, [first = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) return void Reflect.set(into, first, value)
  const inner: unknown = Reflect.get(into, first)
  const hash = typeof inner === 'object' && inner !== null ? inner : emptyHash()
  Reflect.set(into, first, hash)
  put(hash, rest, value)
}
