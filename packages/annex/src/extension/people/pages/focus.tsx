/** A page of the extension with one thing on it: signing in, the result of a connect, a mistake. */
import type { Child } from 'hono/jsx'
import { Card } from '../../../web/components/card.js'
import { FocusFrame } from '../../../web/components/focus-frame.js'
import type { WordmarkProps } from '../../../web/components/wordmark.js'
import type { Routes } from '../../routes.js'
import type { Brand } from '../brand.js'

/** Whose page it is, and where its links lead. */
export interface Setting {
  brand: Brand
  routes: Routes
}

export function Focus({
  setting,
  title,
  children,
}: {
  setting: Setting
  title: string
  children?: Child
}) {
  return (
    <FocusFrame title={title} product={productOf(setting)} accent={setting.brand.color}>
      <Card>
        <div class="stack">
          <h1>{title}</h1>
          {children}
        </div>
      </Card>
    </FocusFrame>
  )
}

export function productOf({ brand, routes }: Setting): WordmarkProps {
  return { name: brand.name, href: routes.to('home'), image: brand.icon }
}
