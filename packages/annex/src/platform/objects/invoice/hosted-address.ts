/** Where a final invoice is shown to whoever has to pay it: an address nobody can guess. */
import { randomText } from '../../../core/ids.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export const INVOICE_PATH = '/invoice/:invoice/:secret'
export const INVOICE_PDF_PATH = `${INVOICE_PATH}/pdf`

export function hostedAddresses(id: string, work: UnitOfWork) {
  const url = `${work.baseUrl}/invoice/${id}/${randomText(32, work.random)}`
  return { hosted_invoice_url: url, invoice_pdf: `${url}/pdf` }
}
