/** Which ways of paying an account shows: what is preferred is what is shown. */
import type { Behaviour } from '../../engine/behaviour.js'
import { given } from '../../engine/given.js'

export const paymentMethodConfiguration: Behaviour<'payment_method_configuration'> = {
  kind: 'payment_method_configuration',
  blanks: { active: true },
  defaults: (params) => shown({ ...params }),
  changes: (params) => shown({ ...params }),
}

function shown(params: Readonly<Record<string, unknown>>): object {
  const methods = Object.entries(given('payment_method_configuration', params)).flatMap(
    ([name, method]): [string, object][] => (isMethod(method) ? [[name, withValue(method)]] : []),
  )
  return Object.fromEntries(methods)
}

interface Method {
  readonly display_preference: { readonly preference?: unknown }
}

/** No other configuration stands above it, so nothing but its own preference decides. */
function withValue(method: Method): object {
  const { display_preference } = method
  const value = display_preference.preference === 'on' ? 'on' : 'off'
  return {
    ...method,
    available: value === 'on',
    display_preference: { ...display_preference, value },
  }
}

function isMethod(method: unknown): method is Method {
  return typeof method === 'object' && method !== null && 'display_preference' in method
}
