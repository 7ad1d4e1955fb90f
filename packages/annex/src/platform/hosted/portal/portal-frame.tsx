/** The frame of the portal's pages: whose portal it is, the way back, and what just happened. */
import type { Child } from 'hono/jsx'
import { Icon } from '../../../web/components/icon.js'
import { Notice } from '../../../web/components/notice.js'
import { Toast } from '../../../web/components/toast.js'
import type { Flash } from '../../../web/flash.js'
import { safeLink } from '../../../web/safe-link.js'
import { PayerFrame } from '../payer-frame.js'
import type { Visit } from './visit.js'

export interface PortalFrameProps {
  visit: Visit
  title: string
  lead?: Child
  /** Pages below the first one lead back there; the first one to the seller's site. */
  isFirst?: boolean
  flash?: Flash | undefined
  /** Why what was asked for wasn't done. */
  fault?: string | undefined
  children?: Child
}

export function PortalFrame(props: PortalFrameProps) {
  const { visit, title, lead, isFirst, flash, fault, children } = props
  const { seller, session } = visit
  return (
    <PayerFrame
      {...{ title, seller, width: isFirst ? 'wide' : 'medium' }}
      testMode={!session.livemode}
    >
      {flash && <Toast flash={flash} />}
      <div class="portal-head">
        <WayBack {...{ visit, isFirst }} />
        <h1>{title}</h1>
        {lead && <p class="muted">{lead}</p>}
      </div>
      {fault && (
        <Notice tone="danger" title="That didn’t work">
          <p>{fault}</p>
        </Notice>
      )}
      {children}
    </PayerFrame>
  )
}

function WayBack({ visit, isFirst }: Pick<PortalFrameProps, 'visit' | 'isFirst'>) {
  const { session, seller } = visit
  const outside = isFirst || session.flow !== null
  const href = outside ? safeLink(session.return_url) : visit.at('home')
  if (!href) return null
  return (
    <a class="way-back" href={href}>
      <Icon name="left" size={14} />
      {outside ? (
        <span>
          Return to <bdi>{seller.name}</bdi>
        </span>
      ) : (
        'Back'
      )}
    </a>
  )
}
