/** A page with one question: signing in, consent, an error. No navigation, one narrow column. */
import type { Child } from 'hono/jsx'
import { Layout } from './layout.js'
import { TestBanner } from './mode.js'
import { Wordmark, type WordmarkProps } from './wordmark.js'

export interface FocusFrameProps {
  title: string
  product: WordmarkProps
  accent?: string | undefined
  /** Shows the banner over the page. */
  testMode?: boolean
  width?: 'medium' | 'wide'
  footer?: Child
  scripts?: boolean
  children?: Child
}

export function FocusFrame(props: FocusFrameProps) {
  const { title, product, accent, testMode, width, footer, scripts, children } = props
  const layout = { title, product: product.name ?? 'Annex', accent, scripts }
  return (
    <Layout {...layout} bodyClass="focus-body">
      {testMode && <TestBanner />}
      <div class="focus-frame" data-width={width}>
        <header>
          <Wordmark {...product} />
        </header>
        <main id="content">{children}</main>
        <footer>{footer}</footer>
      </div>
    </Layout>
  )
}
