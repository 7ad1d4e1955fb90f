/** The newest payments of an account, with who paid, as people want to see them first. */
import type { GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'

export interface Payment {
  /** `ch_…` */
  id: string
  /** Smallest unit of `currency`. */
  amount: number
  currency: string
  /** What became of it, most telling first: disputed, refunded, partially_refunded, else its own status. */
  status: string
  /** Name or address of the customer, when there is one. */
  customer: string | null
  created: number
}

export function latestPayments(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
  limit: number,
): Promise<Payment[]> {
  return db.query<Payment>(
    `select c.id,
            (c.body ->> 'amount')::bigint as amount,
            c.body ->> 'currency' as currency,
            case
              when c.body ->> 'disputed' = 'true' then 'disputed'
              when c.body ->> 'refunded' = 'true' then 'refunded'
              when (c.body ->> 'amount_refunded')::bigint > 0 then 'partially_refunded'
              when c.body ->> 'status' = 'succeeded' and c.body ->> 'captured' = 'false' then 'uncaptured'
              else c.body ->> 'status'
            end as status,
            coalesce(customer.body ->> 'name', customer.body ->> 'email',
                     c.body -> 'billing_details' ->> 'name',
                     c.body -> 'billing_details' ->> 'email',
                     c.body ->> 'receipt_email') as customer,
            c.created
       from stripe.charges c
       left join stripe.customers customer
         on customer.account = c.account and customer.livemode = c.livemode
        and customer.id = c.body ->> 'customer'
      where c.account = $1 and c.livemode = $2 and c.generation = $3 and not c.deleted
      order by c.created desc, c.id desc
      limit $4`,
    [account, livemode, generation, limit],
  )
}
