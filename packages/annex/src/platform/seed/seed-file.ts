/** The seed file: accounts, people, an extension, connections and histories to begin with. */
import { z } from 'zod'
import { SeedError } from './seed-error.js'

const id = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_\\w{1,200}$`), `must begin with ${prefix}_`)
const key = (kind: 'sk' | 'pk', mode: 'test' | 'live') => id(`${kind}_${mode}`).optional()
const color = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0f5c4a')
const currency = z
  .string()
  .regex(/^[a-z]{3}$/, 'must be three letters, such as usd')
  .default('usd')
const eventList = z.array(z.string()).min(1)

const keyPair = (mode: 'test' | 'live') =>
  z.strictObject({ secret: key('sk', mode), publishable: key('pk', mode) })

/** In the seed itself: an address would have to be fetched (reliability E6). */
const picture = z
  .string()
  .regex(/^data:image\/(png|jpeg);base64,/, 'must be data:image/png;base64,… or jpeg')

const branding = z.strictObject({
  icon: picture.nullish(),
  logo: picture.nullish(),
  primary_color: color.nullish(),
  secondary_color: color.nullish(),
})

const extension = z.strictObject({
  enabled: z.boolean().default(true),
  kind: z.enum(['extension', 'platform']).default('extension'),
  name: z.string().min(1),
  website: z.url({ protocol: /^https?$/ }).nullish(),
  client_ids: z.strictObject({ test: id('ca').optional(), live: id('ca').optional() }).default({}),
  redirect_uris: z
    .strictObject({ test: z.array(z.url()).default([]), live: z.array(z.url()).default([]) })
    .default({ test: [], live: [] }),
  branding: branding.default({}),
})

const webhookEndpoint = z.strictObject({
  id: id('we').optional(),
  url: z.url({ protocol: /^https?$/ }),
  connect: z.boolean().default(false),
  livemode: z.boolean().default(false),
  enabled_events: eventList.default(['*']),
  description: z.string().nullish(),
  secret: id('whsec').optional(),
})

const price = z.strictObject({
  /** How programs find it, whatever its id turns out to be. */
  lookup_key: z.string().min(1).max(200),
  unit_amount: z.int().min(0),
  currency,
  /** Left out: it is paid once. */
  interval: z.enum(['day', 'week', 'month', 'year']).optional(),
  nickname: z.string().min(1).optional(),
})

const product = z.strictObject({
  id: id('prod'),
  name: z.string().min(1),
  description: z.string().nullish(),
  prices: z.array(price).default([]),
})

const account = z.strictObject({
  id: id('acct').optional(),
  email: z.email(),
  /** Of the person with this address, who may own several accounts. Left out: nobody signs in. */
  password: z.string().min(8).max(256).optional(),
  name: z.string().min(1).optional(),
  business_name: z.string().min(1).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two capital letters, such as US')
    .default('US'),
  default_currency: currency,
  activated: z.boolean().default(true),
  keys: z
    .strictObject({ test: keyPair('test').optional(), live: keyPair('live').optional() })
    .default({}),
  extension: extension.optional(),
  products: z.array(product).default([]),
  webhook_endpoints: z.array(webhookEndpoint).default([]),
})

const connection = z.strictObject({
  /** The client id that was authorised; its mode is the connection's. */
  application: id('ca'),
  account: id('acct'),
  scope: z.enum(['read_only', 'read_write']).default('read_only'),
  access_token: z.string().min(12).optional(),
  refresh_token: z.string().min(12).optional(),
})

const history = z.strictObject({
  account: id('acct'),
  story: z.string().min(1),
  months: z.int().min(1).max(60).default(18),
  random_seed: z.int().default(1),
})

const seedFile = z.strictObject({
  accounts: z.array(account).default([]),
  connections: z.array(connection).default([]),
  history: z.array(history).default([]),
})

/** A seed with its defaults filled in. */
export type Seed = z.infer<typeof seedFile>
export type SeedAccount = Seed['accounts'][number]
export type SeedExtension = NonNullable<SeedAccount['extension']>
export type SeedEndpoint = SeedAccount['webhook_endpoints'][number]
export type SeedProduct = SeedAccount['products'][number]
export type SeedPrice = SeedProduct['prices'][number]
export type SeedConnection = Seed['connections'][number]
export type SeedHistory = Seed['history'][number]
/** A seed as people write it. */
export type SeedInput = z.input<typeof seedFile>

/** @throws SeedError naming the path of everything that is wrong, never a value: seeds hold secrets */
export function readSeed(value: unknown): Seed {
  const read = seedFile.safeParse(value)
  if (read.success) return read.data
  const problems = read.error.issues.flatMap(problemsOf)
  throw new SeedError(`The seed is not right:\n${problems.map((line) => `  ${line}`).join('\n')}`)
}

function problemsOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code !== 'unrecognized_keys') return [`${pathOf(issue.path)} ${issue.message}`]
  return issue.keys.map(
    (name) => `${pathOf([...issue.path, name])} is not something a seed can say`,
  )
}

/** `accounts[0].extension.name`. */
function pathOf(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
  return parts.join('').replace(/^\./, '') || 'the file'
}
