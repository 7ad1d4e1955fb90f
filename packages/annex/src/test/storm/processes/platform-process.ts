/** The platform as a process of its own, with its data on disk, to be killed by the storm beside it. */
import { startPlatformServer } from '../../../cli/platform-server.js'
import { createLog } from '../../../core/log.js'
import { outsideWith } from '../../../core/outside.js'
import { seedWith } from '../shop-seed.js'

export interface PlatformProcessOptions {
  data: string
  port: number
  webhooks: string
}

if (process.send) await run(JSON.parse(process.argv[2] ?? '{}') as PlatformProcessOptions)

async function run({ data, port, webhooks }: PlatformProcessOptions): Promise<void> {
  const log = createLog('silent', 'platform')
  await startPlatformServer({
    ...{ host: '127.0.0.1', port, data, production: false, outside: outsideWith(), log },
    seed: async () => seedWith(webhooks),
  })
  process.send?.('ready')
}
