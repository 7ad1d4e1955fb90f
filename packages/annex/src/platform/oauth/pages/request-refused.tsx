/** An authorize request that can't be answered: the mistake is the application's, not the reader's. */
import { Code } from '../../../web/components/code.js'
import { ErrorPage } from '../../../web/components/error-page.js'

export function RequestRefusedPage({ error, text }: { error: string; text: string }) {
  return (
    <ErrorPage product={{ href: '/' }} status={400} title="This link to connect doesn’t work">
      <p>
        The app that sent you here asked for something it can’t have. Nothing was connected, and
        nothing was sent back to it.
      </p>
      <p>Its developers will want to know:</p>
      <Code text={`${error}\n${text}`} wrap />
    </ErrorPage>
  )
}
