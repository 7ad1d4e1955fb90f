/** A bill on a page: who, when, line by line, and what it comes to. */
import { Card } from '../../../web/components/card.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Table, type Column } from '../../../web/components/table.js'
import type { Bill, BillLine, BillSum, Party } from './bill.js'

export function BillView({ bill }: { bill: Bill }) {
  const { title, facts, customer, seller, lines, sums, memo, footer } = bill
  return (
    <Card title={title} flush>
      <div class="bill-head">
        <KeyValues facts={facts.map(([label, value]) => [label, <bdi>{value}</bdi>])} />
        <div class="bill-parties">
          <PartyView label="From" party={seller} />
          <PartyView label="To" party={customer} />
        </div>
        {memo && <p class="bill-words">{memo}</p>}
      </div>
      <Table
        caption="What it is for"
        columns={columnsFor(lines)}
        rows={lines}
        empty={<p class="bill-head muted">There are no lines.</p>}
      />
      <Sums sums={sums} />
      {footer && <p class="bill-words bill-footer muted small">{footer}</p>}
    </Card>
  )
}

/** Amounts below each other, the ones that matter in bold. */
export function Sums({ sums }: { sums: readonly BillSum[] }) {
  return (
    <dl class="sums">
      {sums.map(({ label, amount, strong }) => (
        <div data-strong={strong ? '' : undefined}>
          <dt>{label}</dt>
          <dd>{amount}</dd>
        </div>
      ))}
    </dl>
  )
}

function PartyView({ label, party }: { label: string; party: Party }) {
  return (
    <div>
      <h3 class="bill-label">{label}</h3>
      <strong>
        <bdi>{party.name}</bdi>
      </strong>
      {party.lines.map((line) => (
        <div class="muted">
          <bdi>{line}</bdi>
        </div>
      ))}
    </div>
  )
}

function columnsFor(lines: readonly BillLine[]): Column<BillLine>[] {
  const counted = lines.some(({ quantity }) => quantity !== '')
  const priced = lines.some(({ unit }) => unit !== '')
  return [WORDS, ...(counted ? [QUANTITY] : []), ...(priced ? [UNIT] : []), AMOUNT]
}

const WORDS: Column<BillLine> = {
  heading: 'Description',
  wide: true,
  cell: ({ words, period }) => (
    <>
      <bdi>{words}</bdi>
      {period && <div class="muted small">{period}</div>}
    </>
  ),
}

const QUANTITY: Column<BillLine> = {
  ...{ heading: 'Qty', align: 'end', cell: ({ quantity }) => quantity },
}

const UNIT: Column<BillLine> = {
  ...{ heading: 'Unit price', align: 'end', secondary: true, cell: ({ unit }) => unit },
}

const AMOUNT: Column<BillLine> = {
  ...{ heading: 'Amount', align: 'end', nowrap: true, cell: ({ amount }) => amount },
}
