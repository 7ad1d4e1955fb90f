/** What can be wrong with features, and with attaching one to a product. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function lookupKeyTaken(owner: string): Refusal {
  const message = `A feature (\`${owner}\`) already uses that lookup key. Archive it to use the key again.`
  return invalidRequest(message, { code: 'resource_already_exists', param: 'lookup_key' })
}

export function archivedForGood(id: string): Refusal {
  const message = `The feature \`${id}\` is archived, which is permanent. Create another with the same lookup key.`
  return invalidRequest(message, { param: 'active' })
}

export function featureArchived(id: string): Refusal {
  const message = `The feature \`${id}\` is archived. Only active features can be attached to a product.`
  return invalidRequest(message, { param: 'entitlement_feature' })
}

export function attachedAlready(id: string): Refusal {
  const message = `The feature \`${id}\` is already attached to this product.`
  return invalidRequest(message, { code: 'resource_already_exists', param: 'entitlement_feature' })
}
