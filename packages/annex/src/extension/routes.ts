/** Every address of the extension. Pages and redirects take theirs from here. */

/** As the handler sees them, without the path it is mounted under. */
export const PATHS = {
  home: '/',
  connect: '/connect',
  callback: '/connect/callback',
  homeLive: '/live',
  connection: '/connections/:id',
  connectionLive: '/connections/:id/live',
  timeline: '/connections/:id/timeline',
  data: '/connections/:id/data',
  kind: '/connections/:id/data/:kind',
  object: '/connections/:id/data/:kind/:object',
  settings: '/connections/:id/settings',
  volumeCsv: '/connections/:id/volume.csv',
  sync: '/connections/:id/sync',
  replay: '/connections/:id/replay',
  disconnect: '/connections/:id/disconnect',
  plan: '/connections/:id/plan',
  planCheckout: '/connections/:id/plan/checkout',
  planPortal: '/connections/:id/plan/portal',
  planReturn: '/connections/:id/plan/return',
  billing: '/billing',
  fees: '/fees',
  signIn: '/sign-in',
  signOut: '/sign-out',
  setup: '/setup',
  webhooks: '/webhooks',
  livez: '/livez',
  readyz: '/readyz',
  metrics: '/metrics',
} as const

/** As people and browsers see them: `https://app.example/stripe` gives `/stripe/connect`. */
export interface Routes {
  /** `/stripe`, or empty at the root. */
  base: string
  /** @param values what stands for `:id`, `:kind`, `:object`, in the order of the path */
  to(path: keyof typeof PATHS, ...values: string[]): string
  /** The whole address, for Stripe and for links outside of our pages. */
  absolute(path: keyof typeof PATHS, ...values: string[]): string
}

export function routesUnder(publicUrl: URL): Routes {
  const base = publicUrl.pathname.replace(/\/+$/, '')
  const to = (path: keyof typeof PATHS, ...values: string[]): string => {
    const rest = [...values]
    return base + PATHS[path].replace(/:\w+/g, () => encodeURIComponent(rest.shift() ?? ''))
  }
  return { base, to, absolute: (path, ...values) => publicUrl.origin + to(path, ...values) }
}

/** The path below the mount. A host may hand requests over with the mount's own path or without. */
export function pathBelow(base: string, pathname: string): string {
  if (base === '' || (pathname !== base && !pathname.startsWith(`${base}/`))) return pathname
  return pathname.slice(base.length) || '/'
}
