/** Connections in words: what they may do, how they ended, and their look. */
import { Avatar } from '../../../web/components/avatar.js'
import { Badge } from '../../../web/components/badge.js'
import { imagePath } from '../../oauth/paths.js'
import type { ConnectionRow, RevokedReason, Scope } from '../../store/grants.js'

export function ScopeBadge({ scope }: { scope: Scope }) {
  return scope === 'read_only' ? (
    <Badge>Read only</Badge>
  ) : (
    <Badge tone="warning">Read and write</Badge>
  )
}

export function ModeOfConnection({ livemode }: { livemode: number }) {
  return livemode === 1 ? (
    <Badge tone="success">Live and test</Badge>
  ) : (
    <Badge tone="warning">Test</Badge>
  )
}

export function ApplicationName({ connection }: { connection: ConnectionRow }) {
  const { name, icon } = connection
  return (
    <span class="with-avatar">
      <Avatar name={name} image={icon ? imagePath(icon) : undefined} />
      <strong>
        <bdi>{name}</bdi>
      </strong>
    </span>
  )
}

const ENDS: Record<RevokedReason, string> = {
  application: 'The application disconnected itself',
  account: 'Somebody of this account disconnected it',
  code_reuse: 'Ended for safety: its authorization code was used twice',
  account_deleted: 'The account was deleted',
}

/** Why a connection ended, for whoever wonders later. */
export function endedBy(reason: RevokedReason | null): string {
  return reason === null ? '' : ENDS[reason]
}
