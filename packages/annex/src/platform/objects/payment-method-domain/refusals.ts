/** What can be wrong with registering a domain. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function notADomainName(name: string): Refusal {
  return invalidRequest(
    `'${name.slice(0, 100)}' is not a domain name. Pass it without scheme, port or path: shop.example.com.`,
    { param: 'domain_name' },
  )
}
