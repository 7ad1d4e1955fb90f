/** What can be wrong with a file somebody sends. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import type { Rule } from './purposes.js'

const param = 'file'

export function emptyFile(): Refusal {
  return invalidRequest('The file you uploaded is empty.', { param })
}

export function wrongType(purpose: string, { types }: Rule): Refusal {
  return invalidRequest(
    `We do not accept this type of file for the purpose ${purpose}. Send one of these: ${types.join(', ')}.`,
    { param },
  )
}

export function tooLarge(purpose: string, { maxBytes }: Rule): Refusal {
  return invalidRequest(
    `The file is larger than the ${Math.floor(maxBytes / 1024)} KiB that the purpose ${purpose} allows.`,
    { param },
  )
}

export function notInMultipart(): Refusal {
  return invalidRequest('Files travel as multipart/form-data, with the file in the part `file`.', {
    param,
  })
}

export function expiryInThePast(): Refusal {
  return invalidRequest('`expires_at` must be in the future, or `now`.', { param: 'expires_at' })
}
