/** A browser as far as an extension's pages need one: it keeps cookies and posts forms. */

/** Anything that answers requests in this process. */
export type Pages = (request: Request) => Response | Promise<Response>

export interface TestBrowser {
  get(address: string, headers?: Record<string, string>): Promise<Response>
  cookie(name: string): string | undefined
  /** Sends a form as the page would, with the token this browser's pages carry. */
  post(address: string, form: Record<string, string>): Promise<Response>
}

export function testBrowser(pages: Pages, origin: string): TestBrowser {
  const cookies = new Map<string, string>()

  async function send(address: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    if (!headers.has('cookie'))
      headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
    const response = await pages(new Request(new URL(address, origin), { ...init, headers }))
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }

  return {
    cookie: (name) => cookies.get(name),
    get: (address, headers = {}) => send(address, { headers }),
    post: (address, form) => {
      const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' }
      const body = new URLSearchParams(form).toString()
      return send(address, { method: 'POST', headers, body })
    },
  }
}
