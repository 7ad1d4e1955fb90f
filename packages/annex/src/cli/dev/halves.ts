/** Platform and extension side by side. Each needs to know where the other listens before it is whole. */
import { join } from 'node:path'
import type { Log } from '../../core/log.js'
import type { Outside } from '../../core/outside.js'
import { LEDGERLINE_PICTURES } from '../../platform/seed/demo-pictures.js'
import {
  CLIENT_ID,
  demoSeed,
  LEDGERLINE,
  PLAN_KEYS,
  WEBHOOK_SECRET,
} from '../../platform/seed/demo.js'
import type { serve } from '../../web/serve.js'
import { startExtensionServer, type ExtensionServer } from '../extension-server.js'
import { startPlatformServer, type PlatformServer } from '../platform-server.js'
import { serveNear } from './near-port.js'

const HOST = '127.0.0.1'

export interface Demo {
  data: string
  outside: Outside
  log: Log
  ports: { platform: number; extension: number }
  /** How far back the shops go. */
  months: number
}

export interface Halves {
  platform: PlatformServer
  extension: ExtensionServer
  close(): Promise<void>
}

/** Both at once, so that the one's months are lived while the other opens its database. */
export async function startHalves(demo: Demo): Promise<Halves> {
  const platformUrl = Promise.withResolvers<string>()
  const extensionUrl = Promise.withResolvers<string>()
  const starting = [
    startPlatform(demo, { here: platformUrl.resolve, there: extensionUrl.promise }),
    startExtension(demo, { here: extensionUrl.resolve, there: platformUrl.promise }),
  ] as const
  // Neither may wait for the other once that has failed.
  starting[0].catch(platformUrl.reject)
  starting[1].catch(extensionUrl.reject)
  try {
    return together(...(await Promise.all(starting)))
  } catch (error) {
    for (const half of await Promise.allSettled(starting))
      if (half.status === 'fulfilled') await half.value.close()
    throw error
  }
}

function together(platform: PlatformServer, extension: ExtensionServer): Halves {
  const close = async () => {
    // Its work may still be asking the platform.
    await extension.close()
    await platform.close()
  }
  return { platform, extension, close }
}

interface Addresses {
  /** Told where this half listens. */
  here: (url: string) => void
  there: Promise<string>
}

function startPlatform(demo: Demo, { here, there }: Addresses): Promise<PlatformServer> {
  const { data, outside, log, ports, months } = demo
  return startPlatformServer({
    ...{ host: HOST, port: ports.platform, data, outside, log, production: false },
    // The extension looks at the same clock when it checks how old a signature is.
    signingClock: outside.clock,
    listen: async (handler, options) => {
      const serving = await serveNear(handler, options)
      here(serving.url)
      return serving
    },
    seed: async () => demoSeed({ extension: await there, months }),
  })
}

async function startExtension(demo: Demo, { here, there }: Addresses): Promise<ExtensionServer> {
  const { data, outside, log, ports } = demo
  let platform = ''
  const listen: typeof serve = async (handler, options) => {
    const serving = await serveNear(handler, options)
    here(urlOf(serving.port))
    platform = await there
    return serving
  }
  return startExtensionServer({
    ...{ host: HOST, port: ports.extension, data: join(data, 'extension'), outside, log, listen },
    work: true,
    settings: ({ port }) => ledgerline(urlOf(port), platform),
  })
}

/** Pages of the two halves have names of their own, since cookies don't heed the port. */
function urlOf(port: number): string {
  return `http://localhost:${port}`
}

function ledgerline(publicUrl: string, platform: string) {
  return {
    stripe: {
      ...{ secretKey: LEDGERLINE.secret_key, clientId: CLIENT_ID, webhookSecret: WEBHOOK_SECRET },
      ...{ apiBase: platform, connectBase: platform },
    },
    publicUrl,
    billing: { plans: PLAN_KEYS },
    // The demo is the same whatever the shell around it says.
    env: {},
    brand: { name: LEDGERLINE.business_name, color: '#0f5c4a', icon: LEDGERLINE_PICTURES.icon },
  }
}
