/**
 * The API straight from node's request. Nearly every request is of this plain form, and making a
 * `Request` and a `Response` for it costs as much as answering it; the rest goes through `respond`.
 */
import type { Direct } from '../../web/direct.js'
import type { Engine } from './context.js'
import { isMultipart, readParameters } from './parameters.js'
import { answerTo, cut } from './respond.js'

/** Answers with bytes, not with JSON. */
const BINARY = /\/(?:contents|pdf)(?:\?|$)/
/** A path that a URL parser would leave as it is: no escapes, and no dots to climb by. */
const PLAIN = /^\/v1\/[\w\-~!$&()*+,;=:@/]*(?:\?[\w\-.~!$&()*+,;=:@%/?[\]]*)?$/
const METHODS: ReadonlySet<string | undefined> = new Set(['GET', 'POST', 'DELETE'])

export function directly(engine: Engine): Direct {
  return ({ method = '', url = '', headers }) => {
    const contentType = headers['content-type'] ?? null
    if (!METHODS.has(method) || !PLAIN.test(url) || isMultipart(contentType)) return undefined
    if (BINARY.test(url)) return undefined
    const { path, query } = cut(url)
    const header = (name: string) => textOf(headers[name])
    return (body) => {
      const parameters = () => readParameters({ method, query, contentType, body })
      return answerTo(engine, { method, path, header, parameters })
    }
  }
}

function textOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value
}
