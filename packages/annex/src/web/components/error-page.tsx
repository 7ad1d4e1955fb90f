/** A page about a mistake: what happened, what is still safe, what to do. No script, nothing built from input. */
import type { Child } from 'hono/jsx'
import { Card } from './card.js'
import { FocusFrame } from './focus-frame.js'
import type { WordmarkProps } from './wordmark.js'

export interface ErrorPageProps {
  product: WordmarkProps
  status: number
  title: string
  /** Found in the log under this id. */
  requestId?: string | undefined
  action?: Child
  children?: Child
}

export function ErrorPage({ product, status, title, requestId, action, children }: ErrorPageProps) {
  return (
    <FocusFrame title={title} product={product} scripts={false}>
      <Card>
        <div class="error-page">
          <p class="error-code">{status}</p>
          <h1>{title}</h1>
          <div class="stack muted" data-gap="small">
            {children}
            {requestId && <p class="small">Request {requestId}</p>}
          </div>
          {action && <div>{action}</div>}
        </div>
      </Card>
    </FocusFrame>
  )
}
