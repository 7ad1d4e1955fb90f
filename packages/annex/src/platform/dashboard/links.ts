/** The page of an id, by its prefix: ids in JSON and lists become links where there is something to see. */
import { paths } from '../routes.js'

const PAGES: readonly (readonly [RegExp, (id: string) => string])[] = [
  [/^pi_[A-Za-z0-9]+$/, paths.payment],
  [/^cus_[A-Za-z0-9]+$/, paths.customer],
  [/^sub_[A-Za-z0-9]+$/, paths.subscription],
  [/^in_[A-Za-z0-9]+$/, paths.invoice],
  [/^prod_\w+$/, paths.product],
  [/^evt_[A-Za-z0-9]+$/, paths.event],
  [/^we_[A-Za-z0-9]+$/, paths.endpoint],
  [/^req_[A-Za-z0-9]+$/, paths.request],
]

export function pageOf(id: string): string | undefined {
  return PAGES.find(([pattern]) => pattern.test(id))?.[1](id)
}
