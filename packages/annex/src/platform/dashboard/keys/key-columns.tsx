/** The columns of the table of API keys. */
import { Badge } from '../../../web/components/badge.js'
import { Button } from '../../../web/components/button.js'
import { Id } from '../../../web/components/id.js'
import type { Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import type { ApiKeyRow } from '../../store/api-keys.js'

export function keyColumns(now: number): Column<ApiKeyRow>[] {
  return [
    {
      heading: 'Kind',
      cell: ({ kind }) => <strong>{kind === 'secret' ? 'Secret' : 'Publishable'}</strong>,
    },
    {
      heading: 'Key',
      wide: true,
      clip: true,
      cell: ({ plain, masked }) =>
        plain ? (
          <Id id={plain} />
        ) : (
          <span class="id">
            <code>{short(masked)}</code>
          </span>
        ),
    },
    {
      heading: 'State',
      nowrap: true,
      cell: ({ expires_at }) =>
        expires_at === null ? (
          <Badge tone="success">Active</Badge>
        ) : (
          <Badge tone="warning">
            Ends <Time at={expires_at} now={now} />
          </Badge>
        ),
    },
    {
      heading: 'Last used',
      secondary: true,
      align: 'end',
      cell: ({ last_used }) =>
        last_used === null ? <span class="muted">Never</span> : <Time at={last_used} now={now} />,
    },
    {
      heading: 'Created',
      secondary: true,
      align: 'end',
      cell: ({ created }) => <Time at={created} now={now} />,
    },
    {
      heading: <span class="visually-hidden">Actions</span>,
      align: 'end',
      cell: ({ hash, expires_at }) =>
        expires_at === null && (
          <Button size="small" opens={dialogOf(hash)}>
            Roll
          </Button>
        ),
    },
  ]
}

/** The dialog that rolls a key. A hash may begin with a digit or a dash. */
export function dialogOf(hash: string): string {
  return `key-${hash.slice(0, 12)}`
}

/** Fewer stars: the mask is as long as the key. */
function short(masked: string): string {
  return masked.replace(/\*{5,}/, '••••••••')
}
