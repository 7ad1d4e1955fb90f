/**
 * Takes the pictures of the README from the real demo: `node scripts/readme-pictures.mjs`.
 * Starts `annex dev` on free ports in a temporary directory, clicks the story, and ends it again.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const out = join(root, 'docs/images')
mkdirSync(out, { recursive: true })

const data = mkdtempSync(join(tmpdir(), 'annex-pictures-'))
const launcher = join(root, 'packages/annex/bin/annex.cjs')
const ports = ['--platform-port', '0', '--extension-port', '0']
const demo = spawn(process.execPath, [launcher, 'dev', '--json', '--data', data, ...ports], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const [line] = await once(createInterface({ input: demo.stdout }), 'line')
const { platform, extension, people } = JSON.parse(line)

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  await takePictures(await browser.newPage({ viewport: { width: 1200, height: 800 } }))
} finally {
  await browser.close()
  demo.kill('SIGTERM')
  await once(demo, 'exit')
  rmSync(data, { recursive: true, force: true })
}

async function takePictures(page) {
  const picture = (name) => page.screenshot({ path: join(out, `${name}.png`) })
  const [owner] = people
  await page.goto(extension.url)
  await page.getByText('Connect with Stripe').first().click()
  await page.getByLabel('Email').fill(owner.email)
  await page.getByLabel('Password').fill(owner.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Connect account' }).waitFor()
  await picture('consent')
  await page.getByRole('button', { name: 'Connect account' }).click()
  await page.getByText('Up to date').waitFor({ timeout: 60_000 })
  await page.getByText('CSV').waitFor()
  // Live traffic moves the newest payments; the next one shows that the page is alive.
  await page.waitForTimeout(3000)
  await page.reload()
  await picture('connection')
  await page.goto(platform.url)
  await picture('home')
  const ledgerline = people.find(({ business_name }) => business_name === 'Ledgerline')
  await page.context().clearCookies()
  await page.goto(`${platform.url}/sign-in`)
  await page.getByLabel('Email').fill(ledgerline.email)
  await page.getByLabel('Password').fill(ledgerline.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.goto(`${platform.url}/developers/webhooks/we_ledgerline`)
  await page.waitForTimeout(500)
  await picture('webhooks')
}
