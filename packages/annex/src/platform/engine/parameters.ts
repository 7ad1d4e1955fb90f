/** The parameters of a request, wherever they travelled: query and body, decoded and merged. */
import { assemble, decodeForm, FormError, type FormHash } from '../../core/form.js'
import type { Refusal } from './errors.js'
import { malformedParameters } from './refusals/parameters.js'
import { unsupportedContentType } from './refusals/request.js'
import { uploaded } from './upload.js'

/** As much of a request as its parameters are in. */
export interface Carrier {
  readonly method: string
  /** Without the `?`. */
  readonly query: string
  readonly contentType: string | null
  readonly body: string
}

/**
 * A key in both is the body's, as in Rack; nothing is merged below the first level. GET has no body.
 * @throws Refusal for what no form decoder could read, JSON above all
 */
export function readParameters({ method, query, contentType, body }: Carrier): FormHash {
  const inQuery = decode(query)
  if (method === 'GET' || body === '') return inQuery
  if (!isForm(contentType)) throw unsupportedContentType()
  const inBody = decode(body)
  if (inQuery.size === 0) return inBody
  for (const [name, value] of inBody) inQuery.set(name, value)
  return inQuery
}

/** A body with a file in it; only operations that take one read this. */
export async function readMultipart(request: Request, query: string): Promise<FormHash> {
  const parameters = decode(query)
  try {
    const form = await request.formData()
    const pairs = [...form].map(async ([name, value]) => [name, await uploaded(value)] as const)
    for (const [name, value] of assemble(await Promise.all(pairs))) parameters.set(name, value)
    return parameters
  } catch (error) {
    throw error instanceof FormError ? refused(error) : unsupportedContentType()
  }
}

/** Whether the body is `multipart/form-data`. */
export function isMultipart(contentType: string | null): boolean {
  return mediaType(contentType) === 'multipart/form-data'
}

// Some clients leave the header out; curl and every SDK send it.
function isForm(contentType: string | null): boolean {
  const type = mediaType(contentType)
  return type === '' || type === 'application/x-www-form-urlencoded'
}

function mediaType(contentType: string | null): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

function decode(text: string): FormHash {
  try {
    return decodeForm(text)
  } catch (error) {
    throw error instanceof FormError ? refused(error) : error
  }
}

function refused(error: FormError): Refusal {
  return malformedParameters(error.message, error.param)
}
