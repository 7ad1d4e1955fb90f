/** The document around every page: head, styles, scripts, and the brand it wears. */
import { useContext, type Child } from 'hono/jsx'
import { html } from 'hono/html'
import { assetPath } from '../assets.js'
import { accentStyle } from '../colour.js'
import { Mount, Nonce } from '../render.js'

export interface LayoutProps {
  title: string
  /** Written after the title in the browser's tab. */
  product?: string
  /** A brand's colour, `#rrggbb`; left out, the platform's. */
  accent?: string | undefined
  bodyClass?: string
  /** False where nothing on the page asks for any. */
  scripts?: boolean | undefined
  children?: Child
}

export function Layout(props: LayoutProps) {
  const { title, product = 'Annex', accent, bodyClass, scripts = true, children } = props
  const nonce = useContext(Nonce)
  const mount = useContext(Mount)
  const style = accent && accentStyle(accent)
  return (
    <>
      {html`<!doctype html>`}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{title === product ? product : `${title} · ${product}`}</title>
          <link rel="icon" href={mount + assetPath('icon.svg')} type="image/svg+xml" />
          <link rel="stylesheet" href={mount + assetPath('annex.css')} />
          {style && <style nonce={nonce}>{html`:root{${style}}`}</style>}
          {scripts && (
            <script type="module" src={mount + assetPath('page.js')} nonce={nonce}></script>
          )}
        </head>
        <body class={bodyClass}>{children}</body>
      </html>
    </>
  )
}
