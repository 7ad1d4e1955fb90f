/** Figures, charts and progress of the gallery. */
import { ChartFrame } from '../../web/components/chart-frame.js'
import { Notice } from '../../web/components/notice.js'
import { Progress } from '../../web/components/progress.js'
import { Card } from '../../web/components/card.js'
import { Change, StatTile } from '../../web/components/stat-tile.js'
import { Sparkline } from '../../web/components/sparkline.js'

const rising = [3, 4, 4, 6, 5, 7, 9, 8, 10, 12, 11, 14]

export function FiguresSample() {
  return (
    <>
      <Notice tone="warning" title="This endpoint has not answered for two days">
        Events are kept and can be sent again. Check the server, then press Resend.
      </Notice>
      <div class="tiles">
        <StatTile
          label="Gross volume"
          figure="$48,120.50"
          change={0.124}
          note="than last month"
          series={rising}
        />
        <StatTile
          label="Payments"
          figure="1,204"
          change={-0.021}
          note="than last month"
          series={rising.toReversed()}
        />
        <StatTile
          label="Failed"
          figure="12"
          change={0.09}
          inverted
          note="than last month"
          href="/"
        />
        <StatTile label="Customers" figure="318" change={0} note="than last month" />
      </div>
      <div class="columns">
        <ChartFrame
          title="Volume, last 30 days"
          figure="$48,120.50"
          comparison={
            <>
              <Change share={0.124} /> than the 30 days before
            </>
          }
          csv="/volume.csv"
          table={<p>The same numbers.</p>}
        >
          <Sparkline values={rising} />
        </ChartFrame>
        <Card title="Backfill">
          <Progress label="Customers" share={1} detail="318 · done" tone="success" />
          <Progress label="Payments" share={0.46} detail="1,204 · reached March 2025" />
          <Progress label="Invoices" detail="waiting" />
        </Card>
      </div>
    </>
  )
}
