/** How strictly cards are asked for 3-D Secure, for the intents of a session. */
import type { Session } from './kept.js'

interface CardOptions {
  payment_method_options?: { card: { request_three_d_secure: 'any' | 'challenge' } }
}

export function cardOptionsOf({ payment_method_options }: Session): CardOptions {
  const asked = payment_method_options?.card?.request_three_d_secure
  const strict = asked === 'any' || asked === 'challenge' ? asked : undefined
  if (strict === undefined) return {}
  const request_three_d_secure = strict === 'any' ? 'any' : 'challenge'
  return { payment_method_options: { card: { request_three_d_secure } } }
}
