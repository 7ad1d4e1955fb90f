/** API keys: which there are, when each was used, and the new one, once. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { CopyField } from '../../../web/components/secret-field.js'
import { Dialog } from '../../../web/components/dialog.js'
import { SelectField } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { Notice } from '../../../web/components/notice.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table } from '../../../web/components/table.js'
import { paths } from '../../routes.js'
import type { ApiKeyRow } from '../../store/api-keys.js'
import { dialogOf, keyColumns } from './key-columns.js'
import type { Grace } from './roll-key.js'

export interface KeysPageProps {
  frame: Frame
  formToken: string
  now: number
  keys: readonly ApiKeyRow[]
  livemode: boolean
  /** The key that was just made. */
  fresh: string | undefined
}

const GRACES: readonly (readonly [Grace, string])[] = [
  ['now', 'At once'],
  ['hour', 'In an hour'],
  ['day', 'In a day'],
  ['week', 'In a week'],
]

export function KeysPage({ frame, formToken, now, keys, livemode, fresh }: KeysPageProps) {
  const living = keys.filter((key) => key.expires_at === null || key.expires_at > now)
  return (
    <AppFrame frame={frame} title="API keys">
      <PageHeader
        title="API keys"
        lead={`Programs prove with a key that they act for this account, in ${livemode ? 'live' : 'test'} mode.`}
      />
      {fresh && (
        <Notice tone="success" title="Your new key">
          <p>Copy it now. Only its hash is kept, so it can’t be shown again.</p>
          <CopyField value={fresh} label="new key" />
        </Notice>
      )}
      <Card title="Standard keys" flush>
        <Table caption="API keys" columns={keyColumns(now)} rows={living} empty="" />
      </Card>
      {living.map((key) => (
        <RollDialog apiKey={key} formToken={formToken} />
      ))}
    </AppFrame>
  )
}

function RollDialog({ apiKey, formToken }: { apiKey: ApiKeyRow; formToken: string }) {
  if (apiKey.expires_at !== null) return null
  const form = `roll-${dialogOf(apiKey.hash)}`
  return (
    <Dialog
      id={dialogOf(apiKey.hash)}
      title={`Roll this ${apiKey.kind} key?`}
      action={
        <Button kind="primary" form={form}>
          Roll key
        </Button>
      }
    >
      <p>
        A new key works at once. Whatever still uses the old one stops working when it ends, so give
        yourself time to change it everywhere.
      </p>
      <Form id={form} action={paths.rollKey} formToken={formToken}>
        <input type="hidden" name="key" value={apiKey.hash} />
        <SelectField
          label="The old key ends"
          name="grace"
          options={GRACES}
          value="hour"
          id={`grace-${form}`}
        />
      </Form>
    </Dialog>
  )
}
