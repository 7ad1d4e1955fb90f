/**
 * What isn't carried out because keeping it would pretend: somebody would wait for a sum to be
 * right, for a page to open or for somebody else's answer. Each reason ends the refusal's sentence.
 */
import type { Kind } from '../../../catalogue/kinds.js'

const bundles = 'there are no physical bundles here to print a design on'
const page = 'there is no page for it to lead to'

const create = (reason: string) => ({ create: reason })

/** By kind, then by action or by whole operation. */
export const refused: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>> = {
  'financial_connections.session': create(page),
  'forwarding.request': create('it sends nothing to other companies'),
  'issuing.personalization_design': {
    'POST /v1/test_helpers/issuing/personalization_designs/{personalization_design}/activate':
      bundles,
    'POST /v1/test_helpers/issuing/personalization_designs/{personalization_design}/deactivate':
      bundles,
    'POST /v1/test_helpers/issuing/personalization_designs/{personalization_design}/reject':
      bundles,
  },
  'radar.payment_evaluation': create('there is no model of fraud here'),
  'terminal.onboarding_link': create(page),
}
