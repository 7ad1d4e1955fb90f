/** Writes the pages of `docs/` that say what the engine does: `npm run coverage`. */
import { writeFileSync } from 'node:fs'
import { startPlatform } from '../../testing.js'
import { lifecyclesPage } from './lifecycles-page.js'
import { coveragePage } from './page.js'

const { platform, close } = await startPlatform()
const docs = new URL('../../../../../docs/', import.meta.url)
writeFileSync(new URL('api-coverage.md', docs), coveragePage(platform.parts.engine))
writeFileSync(new URL('lifecycles.md', docs), lifecyclesPage(platform.parts.engine))
await close()
