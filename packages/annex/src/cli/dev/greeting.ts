/** What `annex dev` says when it is ready: where to look, who to be, what to click. */
import { styleText } from 'node:util'
import type { DemoPerson } from '../../platform/seed/demo.js'

export interface Running {
  platform: { url: string; data: string }
  extension: { url: string; data: string }
  people: readonly DemoPerson[]
  /** Ports that were taken, in words. */
  moved: readonly string[]
  /** Where scripts move the clock, when somebody asked for it. */
  control?: { url: string; token: string } | undefined
}

export function greeting({ platform, extension, people, moved, control }: Running): string {
  const [first] = people
  const rows = [
    row('platform', platform.url, 'API, dashboard, OAuth', `SQLite, ${platform.data}`),
    row('extension', extension.url, 'Ledgerline, the demo', `Postgres, ${extension.data}`),
    ...(control ? [row('control', control.url, control.token, '')] : []),
    row('sign in as', `${first?.email} · ${first?.password}`, '', ''),
    ...people.slice(1).map(({ email, password }) => row('', `${email} · ${password}`, '', '')),
    ...moved.map((words) => `  ${styleText('yellow', words)}`),
  ]
  return `\n${rows.join('\n')}\n\n${steps(extension.url).join('\n')}\n\n${ends().join('\n')}\n\n`
}

function steps(extension: string): string[] {
  return [
    `  1  open ${extension} and press ${bold('Connect with Stripe')}`,
    `  2  sign in, choose Harbour Coffee, press ${bold('Connect account')}`,
    '  3  watch the history arrive',
  ]
}

function ends(): string[] {
  return [
    '  your own app         npx annex env >> .env',
    '  again from nothing   npm start -- --fresh        stop   ctrl-c',
  ]
}

function row(name: string, what: string, about: string, where: string): string {
  return `  ${bold(name.padEnd(11))} ${what.padEnd(36)} ${about.padEnd(23)} ${where}`.trimEnd()
}

function bold(text: string): string {
  return styleText('bold', text)
}
