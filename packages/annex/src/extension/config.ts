/** What an extension is told: by its host's code, else by the environment; checked all at once. */
import { z } from 'zod'
import type { Random } from '../core/random.js'
import type { KeyRing } from '../core/seal.js'
import { Secret } from '../core/secret.js'
import { billingFrom, billingSchema, rawBilling, type BillingSettings } from './config/billing.js'
import { readKeyRing } from './config/encryption-key.js'
import { mirrorFrom, mirrorSchema, rawMirror, type MirrorSettings } from './config/mirror.js'
import { ConfigError, type Problem } from './config/problem.js'

type Scope = 'read_only' | 'read_write'

/** Settings a host may give; each left out is read from the environment. */
export interface Settings {
  stripe?: {
    secretKey?: string
    clientId?: string
    /** Several while a secret is being rolled. */
    webhookSecret?: string | readonly string[]
    /** Where the API is, when it isn't Stripe: `http://127.0.0.1:4242`. */
    apiBase?: string
    /** Where OAuth is; `apiBase` when left out. */
    connectBase?: string
  }
  /** `postgres://…`; absent: embedded, under `data`. */
  database?: string
  /** Directory of the embedded database and the development key, or `:memory:`. */
  data?: string
  /** Where people reach the handler, with the path it is mounted under. */
  publicUrl?: string
  scope?: Scope
  encryptionKey?: string
  /** Opens `/metrics`; without one it answers this machine in development alone. */
  metricsToken?: string
  /** What you charge the people behind an account for; without plans nothing is charged. */
  billing?: {
    /** Lookup keys or ids of your own prices, in the order people see them. */
    plans?: readonly string[]
    /** Days a first subscription is free; none when left out. */
    trialDays?: number
    /** What becomes of a subscription when its account disconnects; it ends with its period unless told. */
    onDisconnect?: 'cancel_at_period_end' | 'cancel_now' | 'keep'
    /** `bpc_…` of the Dashboard's billing portal; left out, one is made that offers the plans. */
    portalConfiguration?: string
  }
  /** What is kept of connected accounts. */
  mirror?: {
    /** Tables of the schema `stripe`, `default` or `all`; `default` when left out. */
    kinds?: readonly string[]
  }
  /** Stricter where a mistake would be costly; `NODE_ENV=production` when left out. */
  production?: boolean
}

export interface ExtensionConfig {
  stripe: {
    secretKey: Secret
    clientId: string
    webhookSecrets: readonly Secret[]
    /** Origins; null: Stripe's own. */
    apiBase: string | null
    connectBase: string | null
    /** The mode of the secret key: the only one this extension connects accounts in. */
    livemode: boolean
  }
  database: string | null
  data: string
  publicUrl: URL
  scope: Scope
  billing: BillingSettings
  metricsToken: Secret | null
  mirror: MirrorSettings
  keyRing: KeyRing
  production: boolean
}

const DASHBOARD = 'in the Stripe Dashboard'

const schema = z.object({
  STRIPE_SECRET_KEY: setting(
    `is missing. Copy it ${DASHBOARD}, Developers, API keys; with the local platform: npx annex env.`,
  ).regex(/^sk_(test|live)_\w+$/, 'must be a secret key: sk_test_… or sk_live_….'),
  STRIPE_CLIENT_ID: setting(
    `is missing. It is the ca_… ${DASHBOARD}, in your extension's OAuth settings.`,
  ).regex(/^ca_\w+$/, "must be your extension's client id: ca_…."),
  STRIPE_WEBHOOK_SECRET: setting(
    `is missing. Without it no webhook can be checked, so none is accepted (there is no switch). It is the whsec_… ${DASHBOARD}, Developers, Webhooks.`,
  ).regex(/^whsec_[^\s,]+(\s*,\s*whsec_[^\s,]+)*$/, 'must be whsec_…, several with commas.'),
  STRIPE_API_BASE: setting('').refine(isOrigin, notAnOrigin()).optional(),
  STRIPE_CONNECT_BASE: setting('').refine(isOrigin, notAnOrigin()).optional(),
  DATABASE_URL: setting('')
    .regex(/^postgres(ql)?:\/\//, 'must be postgres://…; leave it out for the embedded database.')
    .optional(),
  PUBLIC_URL: setting('').refine(isPublicUrl, 'must be http(s)://… without query or fragment.'),
  SCOPE: z.enum(['read_only', 'read_write'], 'must be read_only or read_write.'),
  METRICS_TOKEN: setting('')
    .regex(/^[\x21-\x7e]{20,200}$/, 'must be 20 to 200 characters without spaces.')
    .optional(),
  ...billingSchema,
  ...mirrorSchema,
})

type Values = z.infer<typeof schema>

/**
 * Reads and checks everything.
 * @param env usually `process.env`; empty values count as absent
 * @throws ConfigError naming every problem, never a value
 */
export function readConfig(
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
  random: Random,
): ExtensionConfig {
  const production = settings.production ?? env.NODE_ENV === 'production'
  const raw = rawValues(settings, env)
  const checked = schema.safeParse(raw)
  const data = settings.data ?? './.annex'
  const problems = [...problemsOf(checked), ...transportProblems(raw, production)]
  const keys = keysOrProblems({
    text: settings.encryptionKey ?? (env.ENCRYPTION_KEY || undefined),
    production,
    // Nothing is written while something else is wrong.
    directory: data === ':memory:' || problems.length > 0 ? null : data,
    random,
  })
  if (!checked.success || problems.length > 0 || 'problems' in keys) {
    throw new ConfigError([...problems, ...('problems' in keys ? keys.problems : [])])
  }
  return { ...configFrom(checked.data), data, keyRing: keys, production }
}

function configFrom(values: Values): Omit<ExtensionConfig, 'data' | 'keyRing' | 'production'> {
  const secrets = values.STRIPE_WEBHOOK_SECRET.split(',').map((part) => new Secret(part.trim()))
  const apiBase = values.STRIPE_API_BASE ?? null
  return {
    stripe: {
      secretKey: new Secret(values.STRIPE_SECRET_KEY),
      clientId: values.STRIPE_CLIENT_ID,
      webhookSecrets: secrets,
      apiBase: apiBase && new URL(apiBase).origin,
      connectBase: originOf(values.STRIPE_CONNECT_BASE) ?? originOf(values.STRIPE_API_BASE),
      livemode: values.STRIPE_SECRET_KEY.startsWith('sk_live_'),
    },
    database: values.DATABASE_URL ?? null,
    publicUrl: new URL(values.PUBLIC_URL),
    scope: values.SCOPE,
    billing: billingFrom(values),
    metricsToken: values.METRICS_TOKEN === undefined ? null : new Secret(values.METRICS_TOKEN),
    mirror: mirrorFrom(values),
  }
}

function rawValues(settings: Settings, env: Readonly<Record<string, string | undefined>>) {
  const { stripe = {} } = settings
  const webhookSecret = Array.isArray(stripe.webhookSecret)
    ? stripe.webhookSecret.join(',')
    : stripe.webhookSecret
  const given: Record<keyof Values, unknown> = {
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_CLIENT_ID: stripe.clientId,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_BASE: stripe.apiBase,
    STRIPE_CONNECT_BASE: stripe.connectBase,
    DATABASE_URL: settings.database,
    PUBLIC_URL: settings.publicUrl,
    SCOPE: settings.scope ?? 'read_only',
    METRICS_TOKEN: settings.metricsToken,
    ...rawBilling(settings.billing),
    ...rawMirror(settings.mirror),
  }
  const names = Object.keys(schema.shape)
  return Object.fromEntries(
    names.map((name) => [name, own(given, name) ?? (env[name]?.trim() || undefined)]),
  )
}

function own(values: Record<string, unknown>, name: string): unknown {
  return values[name] === '' ? undefined : values[name]
}

/** What would carry secrets in the clear: to Stripe's stand-in, or to the people using the pages. */
function transportProblems(raw: Record<string, unknown>, production: boolean): Problem[] {
  const live = String(raw.STRIPE_SECRET_KEY).startsWith('sk_live_')
  const problems: Problem[] = []
  for (const name of ['STRIPE_API_BASE', 'STRIPE_CONNECT_BASE']) {
    if ((live || production) && travelsInClear(raw[name])) {
      problems.push({ setting: name, text: 'must be https: a secret key travels there.' })
    }
  }
  if (production && travelsInClear(raw.PUBLIC_URL)) {
    problems.push({ setting: 'PUBLIC_URL', text: 'must be https in production.' })
  }
  return problems
}

function travelsInClear(value: unknown): boolean {
  const url = typeof value === 'string' ? URL.parse(value) : null
  return url?.protocol === 'http:' && !isLoopback(url.hostname)
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.localhost)$/.test(hostname)
}

function problemsOf(checked: z.ZodSafeParseResult<Values>): Problem[] {
  const issues = checked.success ? [] : checked.error.issues
  return issues.map((issue) => ({ setting: String(issue.path[0]), text: issue.message }))
}

function keysOrProblems(source: Parameters<typeof readKeyRing>[0]): KeyRing | ConfigError {
  try {
    return readKeyRing(source)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

function setting(missing: string) {
  return z.string(missing || 'must be text.')
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  return !!url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash
}

function notAnOrigin(): string {
  return 'must be an origin like https://api.stripe.com, without a path; leave it out for Stripe.'
}

function isPublicUrl(text: string): boolean {
  const url = URL.parse(text)
  return !!url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username
}

function originOf(text: string | undefined): string | null {
  return text === undefined ? null : new URL(text).origin
}
