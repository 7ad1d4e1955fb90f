/** Every component, judged by axe at both widths in both schemes, and used without a script. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, describe, it } from 'node:test'
import { serve } from '@hono/node-server'
import { chromium, type Browser, type Page } from 'playwright-core'
import { galleryApp } from './gallery.js'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('the gallery', { skip: existsSync(executablePath) ? false : 'no Chromium here' }, () => {
  let browser: Browser
  let url: string
  let server: ReturnType<typeof serve>

  before(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    url = await new Promise((resolve) => {
      server = serve({ fetch: galleryApp().fetch, port: 0 }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      )
    })
  })
  after(async () => {
    await browser.close()
    server.close()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      it(`has nothing axe objects to, ${width} px wide in the ${colorScheme}`, async () => {
        const viewport = { width, height: 800 }
        const page = await browser.newPage({ colorScheme, viewport, bypassCSP: true })
        for (const path of ['/', '/branded', '/empty', '/sign-in', '/error']) {
          await page.goto(url + path)
          assert.deepEqual(await violations(page), [], path)
          assert.equal(await isWiderThanScreen(page), false, path)
        }
        await page.close()
      })
    }
  }

  it('asks before a loss, without a script', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false })
    await page.goto(url)
    await page.getByRole('button', { name: 'Disconnect' }).first().click()
    await page.getByRole('heading', { name: 'Disconnect Ledgerline?' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Disconnect Ledgerline?' }).waitFor({ state: 'hidden' })
    await page.close()
  })

  it('opens its menu on a narrow screen, without a script', async () => {
    const viewport = { width: 360, height: 800 }
    const page = await browser.newPage({ javaScriptEnabled: false, viewport })
    await page.goto(url)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'Customers' }).waitFor()
    await page.close()
  })
})

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found: { id: string; nodes: { html: string; failureSummary: string }[] }[] =
    await page.evaluate('axe.run().then((result) => result.violations)')
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
  )
}

function isWiderThanScreen(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > window.innerWidth')
}
