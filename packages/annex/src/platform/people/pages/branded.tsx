/** The part of a page that wears an application's colour; our own mark keeps ours. */
import type { Child } from 'hono/jsx'
import { accentStyle } from '../../../web/colour.js'

export interface BrandedProps {
  /** `#rrggbb`; left out, the platform's colour. */
  colour: string | null | undefined
  children?: Child
}

export function Branded({ colour, children }: BrandedProps) {
  const style = colour ? accentStyle(colour) : undefined
  return (
    <div class="branded" style={style} data-accent={style ? '' : undefined}>
      {children}
    </div>
  )
}
