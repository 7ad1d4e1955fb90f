/** Where the payer of a charge finds its receipt: an address nobody can guess. */
import { randomText } from '../../../core/ids.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export const RECEIPT_PATH = '/receipt/:charge/:secret'
export const RECEIPT_PDF_PATH = `${RECEIPT_PATH}/pdf`

export function receiptAddress(id: string, work: UnitOfWork): string {
  return `${work.baseUrl}/receipt/${id}/${randomText(32, work.random)}`
}
