/** A platform with objects to speak of, reached through the official client's own methods. */
import { Stripe } from 'stripe'
import { isKind, type Operation } from '../../catalogue/catalogue.js'
import { shapeErrors } from '../../platform/engine/shape-errors.js'
import { connect, createExtension, startPlatform } from '../../testing.js'
import { sdkMethods } from './sdk-methods.js'

export interface Answer {
  readonly status: number
  readonly text: string
  /** Departures from the shape that the catalogue gives what it holds. */
  readonly wrong: readonly string[]
}

export async function walkedWorld() {
  const { platform, account: shop, advance, now } = await startPlatform()
  // It owns an application, so that accounts can be connected to it: it may pass money on.
  const account = createExtension(platform)
  const destination = shop.account.id
  connect(platform, account, { account: destination })
  const answers: Answer[] = []
  const watched: typeof fetch = async (input, init) => {
    const response = await platform.fetch(input instanceof Request ? input : String(input), init)
    const text = await response.text()
    const isFile = response.headers.get('content-type') === 'application/pdf'
    const wrong = response.ok ? (isFile ? pdfErrorsIn(text) : shapeErrorsIn(text)) : []
    answers.push({ status: response.status, text, wrong })
    return new Response(text, response)
  }
  const httpClient = Stripe.createFetchHttpClient(watched)
  const config = { httpClient, telemetry: false, maxNetworkRetries: 0 }
  const stripe = new Stripe(account.keys.test.secret, config)
  const methods = sdkMethods(stripe)

  /** Sends it through the client's own method; what the client throws is in the answer already. */
  const send = async (operation: Operation, ids: readonly string[], params: object) => {
    const method = methods.get(nameOf(operation))
    if (method === undefined) throw new Error(`The client has no method for ${nameOf(operation)}.`)
    answers.length = 0
    const thrown = await method.call(ids, params).then(nothing, (error: unknown) => error)
    const answer = answers.at(-1)
    if (answer !== undefined) return answer
    throw new NeverSent(`${nameOf(operation)} was never sent`, { cause: thrown })
  }
  const served = platform.parts.engine
  return {
    served,
    account,
    destination,
    stripe,
    methods,
    send,
    advance,
    now,
    close: () => platform.close(),
  }
}

/** The client itself found something wrong. */
export class NeverSent extends Error {}

export type World = Awaited<ReturnType<typeof walkedWorld>>

export function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`
}

function nothing(): void {}

function pdfErrorsIn(text: string): string[] {
  return text.startsWith('%PDF-') ? [] : ['a file that is no PDF']
}

function shapeErrorsIn(text: string): string[] {
  const body: unknown = JSON.parse(text)
  const { object, data } = Object(body)
  const isList = object === 'list' || object === 'search_result'
  return isList && Array.isArray(data) ? data.flatMap(errorsOf) : errorsOf(body)
}

function errorsOf(value: unknown): string[] {
  const { object } = Object(value)
  return isKind(object) ? shapeErrors(object, value) : [`${object}: no kind`]
}
