/** A plain page for what can't be done, with nothing built from what was sent. */
import { ButtonLink } from '../../../web/components/button.js'
import { ErrorPage } from '../../../web/components/error-page.js'
import { productOf, type Setting } from './focus.js'

export interface RefusedProps {
  setting: Setting
  status: number
  title: string
  text: string
  requestId?: string | undefined
}

export function RefusedPage({ setting, status, title, text, requestId }: RefusedProps) {
  const action = <ButtonLink href={setting.routes.to('home')}>Back to the start</ButtonLink>
  return (
    <ErrorPage {...{ product: productOf(setting), status, title, requestId, action }}>
      <p>{text}</p>
    </ErrorPage>
  )
}
