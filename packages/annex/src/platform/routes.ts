/** Every path of the platform's pages, in one place. `payment(':id')` is the pattern itself. */

/** The paths handlers listen on and pages link to. */
export const paths = {
  home: '/',
  homeLive: '/live/home',

  payments: '/payments',
  paymentsLive: '/live/payments',
  payment: below('/payments'),
  refund: (id: string) => `${below('/payments')(id)}/refund`,
  capture: (id: string) => `${below('/payments')(id)}/capture`,
  cancel: (id: string) => `${below('/payments')(id)}/cancel`,

  customers: '/customers',
  newCustomer: '/customers/new',
  customer: below('/customers'),

  products: '/products',
  newProduct: '/products/new',
  product: below('/products'),
  switchProduct: (id: string) => `${below('/products')(id)}/switch`,
  addPrice: (id: string) => `${below('/products')(id)}/prices`,
  switchPrice: (product: string, price: string) =>
    `${below('/products')(product)}/prices/${segment(price)}/switch`,

  subscriptions: '/subscriptions',
  subscriptionsLive: '/live/subscriptions',
  newSubscription: '/subscriptions/new',
  subscription: below('/subscriptions'),
  cancelSubscription: (id: string) => `${below('/subscriptions')(id)}/cancel`,
  keepSubscription: (id: string) => `${below('/subscriptions')(id)}/keep`,

  invoices: '/invoices',
  invoicesLive: '/live/invoices',
  invoice: below('/invoices'),
  invoiceStep: (id: string) => `${below('/invoices')(id)}/step`,

  clock: '/developers/clock',
  advanceClock: '/developers/clock/advance',
  keys: '/developers/keys',
  rollKey: '/developers/keys/roll',

  // The official command line knows these by heart.
  beginPairing: '/stripecli/auth',
  pollPairing: below('/stripecli/auth'),
  pairing: '/stripecli/confirm_auth',

  endpoints: '/developers/webhooks',
  newEndpoint: '/developers/webhooks/new',
  endpoint: below('/developers/webhooks'),
  editEndpoint: (id: string) => `${below('/developers/webhooks')(id)}/edit`,
  switchEndpoint: (id: string) => `${below('/developers/webhooks')(id)}/switch`,
  deleteEndpoint: (id: string) => `${below('/developers/webhooks')(id)}/delete`,
  rollEndpointSecret: (id: string) => `${below('/developers/webhooks')(id)}/roll`,
  recoverEndpoint: (id: string) => `${below('/developers/webhooks')(id)}/recover`,
  delivery: (endpoint: string, delivery: string) =>
    `${below('/developers/webhooks')(endpoint)}/deliveries/${segment(delivery)}`,
  resend: (endpoint: string, delivery: string) =>
    `${below('/developers/webhooks')(endpoint)}/deliveries/${segment(delivery)}/resend`,

  events: '/developers/events',
  event: below('/developers/events'),
  requests: '/developers/requests',
  request: below('/developers/requests'),
  trouble: '/developers/trouble',

  extension: '/settings/extension',
  branding: '/settings/branding',
  createExtension: '/settings/extension/create',
  switchExtension: '/settings/extension/switch',
  switchIssuer: '/settings/extension/issuer',
  redirectUris: '/settings/extension/redirect-uris',
  checkRedirectUri: '/settings/extension/redirect-uris/check',
  activateAccount: '/settings/extension/activate',
  brandingImage: '/settings/branding/image',
  applications: '/settings/applications',
  application: below('/settings/applications'),
  /** Where payers come, without signing in: the id in the address is their permission. */
  checkout: below('/c/pay'),
  paymentLink: below('/buy'),
  checkoutRecovery: below('/c/recover'),
  checkoutReturn: (id: string) => `${below('/c/pay')(id)}/return`,

  disconnect: (id: string) => `${below('/settings/applications')(id)}/disconnect`,
} as const

/** `withQuery('/payments', { status: 'failed', after: undefined })` → `/payments?status=failed`. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1])
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}

function below(base: string): (id: string) => string {
  return (id) => `${base}/${segment(id)}`
}

// A colon needs no escape in a path, and left alone it lets `:id` through as a pattern.
function segment(id: string): string {
  return encodeURIComponent(id).replaceAll('%3A', ':')
}
