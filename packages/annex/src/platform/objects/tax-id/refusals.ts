/** What can be wrong with a tax id. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function invalidTaxId(type: string, param: string): Refusal {
  return invalidRequest(`Invalid value for ${type}.`, {
    code: 'tax_id_invalid',
    param: param === '' ? 'value' : `${param}[value]`,
  })
}
