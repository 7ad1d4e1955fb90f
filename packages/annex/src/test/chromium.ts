/** A real browser for stories in which a script, a colour scheme or a live page matters. */
import { existsSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'

/** The shell draws the same pages without a window's furniture, for half the processor time. */
const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
]

const chromiumPath = CANDIDATES.find((path) => path !== undefined && existsSync(path))

/** Why browser stories are skipped here, or false where they run. */
export const noChromium = chromiumPath === undefined && 'no Chromium: set CHROMIUM_PATH'

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

export interface ChromiumOptions {
  width?: number
  dark?: boolean
  javaScript?: boolean
  /** Lets a test's own script, such as axe, into the page. */
  bypassCsp?: boolean
}

export interface Chromium {
  page: Page
  close(): Promise<void>
}

/** Opens a page in a profile of its own; `close()` ends the whole browser. */
export async function openChromium(options: ChromiumOptions = {}): Promise<Chromium> {
  const browser = await chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [...FLAGS, ...QUIET],
  })
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    javaScriptEnabled: options.javaScript ?? true,
    bypassCSP: options.bypassCsp ?? false,
  })
  context.setDefaultTimeout(15_000)
  return { page: await context.newPage(), close: () => browser.close() }
}
