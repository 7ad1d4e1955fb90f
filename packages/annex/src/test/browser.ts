/** A browser without a screen: keeps cookies, follows our own redirects, sends forms by their button. */
import assert from 'node:assert/strict'

/** Anything that answers requests: a Hono app, a platform, the network. */
export type Answers = (request: Request) => Response | Promise<Response>

export interface Page {
  url: URL
  status: number
  headers: Headers
  html: string
  /** What a person reads: no tags, single spaces. */
  text: string
}

export interface Browser {
  /** Opens a path or address and follows redirects as long as they stay on this origin. */
  open(address: string, headers?: Record<string, string>): Promise<Page>
  /** Fills the form that has this button on the last page, and presses it. */
  press(button: string, fields?: Record<string, string>): Promise<Page>
  /** Sends a form nobody showed us. */
  post(
    address: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Page>
  readonly cookies: Map<string, string>
  readonly page: Page
}

export function openBrowser(answers: Answers, origin = 'http://localhost:4242'): Browser {
  const cookies = new Map<string, string>()
  let page: Page | undefined

  async function go(request: Request): Promise<Page> {
    if (cookies.size > 0) {
      request.headers.set('cookie', [...cookies].map(([n, v]) => `${n}=${v}`).join('; '))
    }
    const response = await answers(request)
    keep(response, cookies)
    const location = response.headers.get('location')
    const next = location === null ? undefined : new URL(location, request.url)
    if (next && next.origin === origin) return go(new Request(next))
    const html = await response.text()
    const url = new URL(request.url)
    const { status, headers } = response
    page = { url, status, headers, html, text: textOf(html) }
    return page
  }

  const browser: Browser = {
    cookies,
    get page() {
      assert.ok(page, 'No page is open.')
      return page
    },
    open: (address, headers = {}) =>
      go(new Request(new URL(address, origin), { headers: { accept: 'text/html', ...headers } })),
    press(button, fields = {}) {
      const form = findForm(browser.page.html, button)
      const action = new URL(form.action || browser.page.url, browser.page.url)
      const values = { ...form.values, ...fields }
      if (form.method === 'post') return browser.post(action.href, values)
      action.search = new URLSearchParams(values).toString()
      return browser.open(action.href)
    },
    post(address, fields, headers = { 'sec-fetch-site': 'same-origin' }) {
      const body = new URLSearchParams(fields)
      const given = { accept: 'text/html', ...headers }
      return go(new Request(new URL(address, origin), { method: 'POST', body, headers: given }))
    },
  }
  return browser
}

function keep(response: Response, cookies: Map<string, string>): void {
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0/i.test(line)) cookies.delete(name)
    else cookies.set(name, value)
  }
}

interface Form {
  action: string
  method: string
  values: Record<string, string>
}

function findForm(html: string, button: string): Form {
  for (const [, open = '', body = ''] of html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
    const pressed = [...body.matchAll(/<button([^>]*)>([\s\S]*?)<\/button>/g)].find(
      ([, , label = '']) => textOf(label) === button,
    )
    if (!pressed) continue
    const values = valuesOf(body)
    const name = attribute(pressed[1] ?? '', 'name')
    if (name) values[name] = attribute(pressed[1] ?? '', 'value') ?? ''
    const method = attribute(open, 'method')?.toLowerCase() ?? 'get'
    return { action: attribute(open, 'action') ?? '', method, values }
  }
  return assert.fail(`No form has a button '${button}':\n${textOf(html)}`)
}

function valuesOf(body: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [, tag = ''] of body.matchAll(/<input([^>]*)>/g)) {
    const name = attribute(tag, 'name')
    const type = attribute(tag, 'type')
    const chosen = (type !== 'radio' && type !== 'checkbox') || /\schecked\b/.test(tag)
    if (name && chosen) values[name] = attribute(tag, 'value') ?? (type === 'checkbox' ? 'on' : '')
  }
  for (const [, tag = '', options = ''] of body.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
    const name = attribute(tag, 'name')
    const option = /<option[^>]*\sselected\b[^>]*>/.exec(options)?.[0] ?? options
    if (name) values[name] = attribute(option, 'value') ?? ''
  }
  for (const [, tag = '', text = ''] of body.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = attribute(tag, 'name')
    if (name) values[name] = unescaped(text)
  }
  return values
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescaped(value)
}

function textOf(html: string): string {
  const shown = html.replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ')
  return unescaped(shown).replace(/\s+/g, ' ').trim()
}

function unescaped(text: string): string {
  const words: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, word: string) => words[word] ?? '')
}
