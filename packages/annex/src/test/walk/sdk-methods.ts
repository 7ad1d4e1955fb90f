/** Which method of the official client sends which operation, found by asking each for its request. */
import type { Stripe } from 'stripe'
import { apiVersion, routeFor } from '../../catalogue/catalogue.js'

export interface SdkMethod {
  /** `customers.createTaxId` */
  readonly name: string
  /** Calls it with ids in the order of the path. */
  readonly call: (ids: readonly string[], params: object) => Promise<unknown>
}

/** By `POST /v1/customers/{id}/tax_ids`. */
export function sdkMethods(stripe: Stripe): ReadonlyMap<string, SdkMethod> {
  const methods = new Map<string, SdkMethod>()
  for (const [place, resource] of resourcesIn(stripe, '')) {
    for (const name of methodNames(resource)) addMethod(methods, resource, place, name)
  }
  return methods
}

type Resource = Record<string, unknown> & {
  _makeRequest(method: string, path: string, ...rest: unknown[]): unknown
}

const NO_RESOURCES = new Set(['stripe', 'v2'])

function resourcesIn(holder: object, place: string): [string, Resource][] {
  return Object.entries(holder).flatMap(([name, value]): [string, Resource][] => {
    if (
      typeof value !== 'object' ||
      value === null ||
      name.startsWith('_') ||
      NO_RESOURCES.has(name)
    ) {
      return []
    }
    const at = place === '' ? name : `${place}.${name}`
    if (isResource(value)) return [[at, value]]
    return isNamespace(value) ? resourcesIn(value, at) : []
  })
}

function isResource(value: object): value is Resource {
  return '_makeRequest' in value
}

/** `stripe.checkout`, `stripe.testHelpers.issuing`: each knows the client it belongs to. */
function isNamespace(value: object): boolean {
  return 'stripe' in value
}

function methodNames(resource: Resource): string[] {
  const prototype: object = Object.getPrototypeOf(resource)
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor')
}

/** Most ids any method takes before its parameters. */
const MOST_IDS = 2

function addMethod(
  methods: Map<string, SdkMethod>,
  resource: Resource,
  place: string,
  name: string,
): void {
  for (let ids = 0; ids <= MOST_IDS; ids++) {
    const asked = requestOf(resource, name, ids)
    const route = asked && routeFor(asked.method, asked.path)
    if (!route || Object.keys(route.path).length !== ids) continue
    const { method, path } = route.value
    // Ephemeral keys want the version named.
    const call = (given: readonly string[], params: object) =>
      Promise.resolve(invoke(resource, name, [...given, params, { apiVersion: apiVersion() }]))
    methods.set(`${method} ${path}`, { name: `${place}.${name}`, call })
  }
}

/** What `name` would send, asked of a copy that sends nothing. */
function requestOf(resource: Resource, name: string, ids: number) {
  let asked: { method: string; path: string } | undefined
  const probe: Resource = Object.create(resource)
  probe._makeRequest = (method, path) => {
    asked ??= { method, path }
    return Promise.resolve({})
  }
  try {
    invoke(
      probe,
      name,
      Array.from({ length: ids }, (_, index) => `id_${index}`),
    )
  } catch {
    return undefined
  }
  return asked !== undefined && !asked.path.includes('undefined') ? asked : undefined
}

function invoke(resource: Resource, name: string, values: readonly unknown[]): unknown {
  const method = resource[name]
  return typeof method === 'function' ? method.apply(resource, values) : undefined
}
