/** What can be wrong with a price. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function productRequired(): Refusal {
  const message = 'You must specify either `product` or `product_data` when creating a price.'
  return invalidRequest(message, { code: 'parameter_missing', param: 'product' })
}

/** @param param `unit_amount` of a price, `amount` of a plan */
export function amountRequired(param: string): Refusal {
  const message = `Prices require an \`${param}\` or \`${param}_decimal\` parameter to be set.`
  return invalidRequest(message, { code: 'parameter_missing', param })
}

/** @param owner the price that has the key */
export function lookupKeyTaken(owner: string): Refusal {
  const message = `A price (\`${owner}\`) already uses that lookup key.`
  return invalidRequest(message, { code: 'resource_already_exists', param: 'lookup_key' })
}

export function meterRequired(param: string): Refusal {
  const message =
    'Prices with `usage_type=metered` must be backed by a meter. Create one, and pass its id here.'
  return invalidRequest(message, { code: 'parameter_missing', param })
}

export function onlyMetered(param: string): Refusal {
  const message = 'A meter can only be set on prices with `usage_type=metered`.'
  return invalidRequest(message, { param })
}

export function meterInactive(meter: string, param: string): Refusal {
  const message = `The meter \`${meter}\` is deactivated. You can't attach a deactivated meter to a price.`
  return invalidRequest(message, { param })
}

export function tiersMissing(param: 'tiers' | 'tiers_mode'): Refusal {
  const message = `You must specify \`${param}\` when \`billing_scheme=tiered\`.`
  return invalidRequest(message, { code: 'parameter_missing', param })
}

export function onlyTiered(param: string): Refusal {
  const message = `You can only specify \`${param}\` when \`billing_scheme=tiered\`.`
  return invalidRequest(message, { param })
}

/** @param param what stands in the way of tiers: `unit_amount` */
export function notWithTiers(param: string): Refusal {
  return invalidRequest(`You cannot specify \`${param}\` when \`billing_scheme=tiered\`.`, {
    param,
  })
}

export function tierCostsNothing(index: number): Refusal {
  const message = 'Each tier must have at least one of `unit_amount` and `flat_amount`.'
  return invalidRequest(message, { code: 'parameter_missing', param: `tiers[${index}]` })
}

export function tiersOutOfOrder(index: number): Refusal {
  const message = 'Invalid tiers: each `up_to` must be greater than that of the tier before it.'
  return invalidRequest(message, { param: `tiers[${index}][up_to]` })
}

export function lastTierEnds(index: number): Refusal {
  const message = 'Invalid tiers: `up_to` of the last tier, and of no other, must be `inf`.'
  return invalidRequest(message, { param: `tiers[${index}][up_to]` })
}
