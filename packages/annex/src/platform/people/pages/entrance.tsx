/** The frame around signing in and signing up, dressed for the errand somebody is on. */
import type { Child } from 'hono/jsx'
import { FocusFrame } from '../../../web/components/focus-frame.js'
import { Branded } from './branded.js'
import type { Errand } from '../errand.js'

export interface EntranceProps {
  title: string
  errand: Errand | undefined
  footer?: Child
  children?: Child
}

export function Entrance({ title, errand, footer, children }: EntranceProps) {
  return (
    <FocusFrame
      title={title}
      product={{ href: '/' }}
      testMode={errand?.livemode === false}
      footer={footer}
    >
      <Branded colour={errand?.primaryColor}>
        {errand?.logo && <img class="entrance-logo" src={errand.logo} alt="" />}
        <div class="entrance-words">
          <h1>{title}</h1>
          {errand && (
            <p class="muted">
              to connect an account to <bdi>{errand.application}</bdi>
            </p>
          )}
        </div>
        {children}
      </Branded>
    </FocusFrame>
  )
}
