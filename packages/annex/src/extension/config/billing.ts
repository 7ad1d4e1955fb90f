/** The settings of what the extension charges for. */
import { z } from 'zod'

const ON_DISCONNECT = ['cancel_at_period_end', 'cancel_now', 'keep'] as const

export interface BillingSettings {
  plans: readonly string[]
  trialDays: number
  onDisconnect: (typeof ON_DISCONNECT)[number]
  portalConfiguration: string | null
}

/** Part of the schema of all settings. */
export const billingSchema = {
  BILLING_PLANS: z
    .string('must be text.')
    .regex(/^[\w.:-]+(\s*,\s*[\w.:-]+)*$/, 'must be lookup keys or price_…, several with commas.')
    .optional(),
  BILLING_TRIAL_DAYS: z.coerce
    .number('must be a number of days, 0 to 730.')
    .int('must be whole days.')
    .min(0, 'must be 0 days or more.')
    .max(730, 'must be 730 days at most.')
    .optional(),
  BILLING_ON_DISCONNECT: z
    .enum(ON_DISCONNECT, `must be one of ${ON_DISCONNECT.join(', ')}.`)
    .optional(),
  BILLING_PORTAL_CONFIGURATION: z
    .string('must be text.')
    .regex(/^bpc_\w+$/, 'must be the bpc_… of a billing portal configuration.')
    .optional(),
}

type Values = z.infer<z.ZodObject<typeof billingSchema>>

/** As a host's code gives them. */
type Given = Partial<Omit<BillingSettings, 'portalConfiguration'>> & {
  portalConfiguration?: string
}

export function rawBilling(given: Given = {}): Record<keyof Values, unknown> {
  return {
    BILLING_PLANS: given.plans?.join(','),
    BILLING_TRIAL_DAYS: given.trialDays,
    BILLING_ON_DISCONNECT: given.onDisconnect,
    BILLING_PORTAL_CONFIGURATION: given.portalConfiguration,
  }
}

/** Without plans nothing is sold, whatever else is set. */
export function billingFrom(values: Values): BillingSettings {
  return {
    plans: values.BILLING_PLANS?.split(',').map((name) => name.trim()) ?? [],
    trialDays: values.BILLING_TRIAL_DAYS ?? 0,
    onDisconnect: values.BILLING_ON_DISCONNECT ?? 'cancel_at_period_end',
    portalConfiguration: values.BILLING_PORTAL_CONFIGURATION ?? null,
  }
}
