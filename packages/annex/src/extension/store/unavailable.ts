/** The store can't be asked, as opposed to a statement it refused: down, out of reach, full or stopped. */

export class StoreUnavailable extends Error {}

/**
 * Classes of SQLSTATE that say so, whatever the statement: connection, resources (a full disk is
 * 53100), shutdown or a query over its time, and input or output.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const CLASSES = ['08', '53', '57', '58']

export function isUnavailableCode(code: string | undefined): boolean {
  return code !== undefined && code.length === 5 && CLASSES.includes(code.slice(0, 2))
}
