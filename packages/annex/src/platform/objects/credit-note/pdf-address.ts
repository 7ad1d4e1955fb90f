/** Where the PDF of a credit note is found: an address nobody can guess. */
import { randomText } from '../../../core/ids.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export const CREDIT_NOTE_PDF_PATH = '/credit_note/:note/:secret/pdf'

export function pdfAddress(id: string, work: UnitOfWork): string {
  return `${work.baseUrl}/credit_note/${id}/${randomText(32, work.random)}/pdf`
}
