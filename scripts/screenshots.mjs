/**
 * Pictures of pages at two widths in both colour schemes:
 * `node scripts/screenshots.mjs gallery OUT` or `node scripts/screenshots.mjs URL OUT [path …]`.
 */
import { mkdir } from 'node:fs/promises'
import { chromium } from 'playwright-core'

const [what = 'gallery', out = 'screenshots', ...paths] = process.argv.slice(2)
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

const site = what === 'gallery' ? await gallery() : { url: what, close: () => {} }
const wanted = paths.length > 0 ? paths : ['/', '/branded', '/empty', '/sign-in', '/error']

await mkdir(out, { recursive: true })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    const viewport = { width, height: 800 }
    const page = await browser.newPage({
      colorScheme,
      viewport,
      deviceScaleFactor: width === 360 ? 2 : 1,
    })
    for (const path of wanted) {
      await page.goto(site.url + path)
      const name = path.replace(/^\/|\/$/g, '').replaceAll(/[^\w]+/g, '-') || 'home'
      await page.screenshot({ path: `${out}/${name}-${width}-${colorScheme}.png`, fullPage: true })
    }
    await page.close()
  }
}
await browser.close()
site.close()

async function gallery() {
  const { serve } = await import('@hono/node-server')
  const { galleryApp } = await import('../packages/annex/dist/test/gallery/gallery.js')
  return new Promise((resolve) => {
    const server = serve({ fetch: galleryApp().fetch, port: 0 }, ({ port }) =>
      resolve({ url: `http://127.0.0.1:${port}`, close: () => server.close() }),
    )
  })
}
