/** Both halves behind real ports, as `annex dev` runs them: a platform with the demo's people, and Ledgerline. */
import type { TestContext } from 'node:test'
import { closedDoor } from '../../cli/door.js'
import { createLog } from '../../core/log.js'
import { outsideWith } from '../../core/outside.js'
import { createExtension, type Extension, type ExtensionOptions } from '../../extension.js'
import {
  createPlatform,
  seedPlatform,
  type Platform,
  type PlatformOptions,
} from '../../platform.js'
import { CLIENT_ID, demoSeed, LEDGERLINE, WEBHOOK_SECRET } from '../../platform/seed/demo.js'
import { serve } from '../../web/serve.js'
import { openBrowser, type Browser } from '../browser.js'
import { databaseOnServer } from '../suites/stores.js'

export interface BothHalves {
  platform: Platform
  platformUrl: string
  extension: Extension
  extensionUrl: string
  /** A browser for each half: the person who clicks uses both. */
  person(): { atPlatform: Browser; atExtension: Browser }
}

const log = createLog('silent', 'test')

/** Its store is a server's where there is one: the embedded one takes seconds of this process to open. */
export async function bothHalves(
  test: TestContext,
  options: ExtensionOptions = {},
  platformOptions: PlatformOptions = {},
): Promise<BothHalves> {
  const [atPlatform, atExtension] = [await listenBehindDoor(test), await listenBehindDoor(test)]
  const [platformUrl, extensionUrl] = [atPlatform.url, atExtension.url]
  const platform = await createPlatform({ publicUrl: platformUrl, log, ...platformOptions })
  test.after(() => platform.close())
  await seedPlatform(platform, demoSeed({ extension: extensionUrl, months: 0 }))
  atPlatform.door.open((request, node) => platform.fetch(request, undefined, node))

  const isTold = options.database !== undefined || options.data !== undefined
  const own = isTold ? undefined : await databaseOnServer()
  const extension = createExtension({
    stripe: {
      ...{ secretKey: LEDGERLINE.secret_key, clientId: CLIENT_ID, webhookSecret: WEBHOOK_SECRET },
      ...{ apiBase: platformUrl, connectBase: platformUrl },
    },
    ...{ data: ':memory:', publicUrl: extensionUrl, env: {}, log },
    ...{ ...(own && { database: own.url }), ...options },
  })
  test.after(async () => {
    await extension.close()
    await own?.drop()
  })
  atExtension.door.open((request) => extension.handler(request))
  await extension.work()

  const overTheWire = (request: Request) => fetch(request, { redirect: 'manual' })
  return {
    ...{ platform, platformUrl, extension, extensionUrl },
    person: () => ({
      atPlatform: openBrowser(overTheWire, platformUrl),
      atExtension: openBrowser(overTheWire, extensionUrl),
    }),
  }
}

/** A port that is taken now and answered later. */
export async function listenBehindDoor(test: TestContext) {
  const door = closedDoor()
  const serving = await serve(door.handler, {
    ...{ port: 0, maxBodyBytes: 8 << 20, outside: outsideWith() },
    onError: (error) => log.error(error),
  })
  const close = () => serving.close(0)
  test.after(close)
  return { door, url: `http://localhost:${serving.port}`, close }
}
