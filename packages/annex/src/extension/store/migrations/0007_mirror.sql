-- Written by `npm run mirror` from the table of kinds and the catalogue.

alter table stripe.accounts
  add column default_currency text generated always as (body ->> 'default_currency') stored,
  add column email text generated always as (body ->> 'email') stored,
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.customers
  add column currency text generated always as (body ->> 'currency') stored,
  add column email text generated always as (body ->> 'email') stored,
  add column name text generated always as (body ->> 'name') stored;

alter table stripe.products
  add column active boolean generated always as (case jsonb_typeof(body -> 'active') when 'boolean' then (body -> 'active')::boolean end) stored,
  add column default_price text generated always as (body ->> 'default_price') stored,
  add column name text generated always as (body ->> 'name') stored,
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.prices
  add column active boolean generated always as (case jsonb_typeof(body -> 'active') when 'boolean' then (body -> 'active')::boolean end) stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column lookup_key text generated always as (body ->> 'lookup_key') stored,
  add column product text generated always as (body ->> 'product') stored,
  add column type text generated always as (body ->> 'type') stored,
  add column unit_amount bigint generated always as (case jsonb_typeof(body -> 'unit_amount') when 'number' then trunc((body -> 'unit_amount')::numeric)::bigint end) stored;

alter table stripe.coupons
  add column currency text generated always as (body ->> 'currency') stored,
  add column name text generated always as (body ->> 'name') stored,
  add column valid boolean generated always as (case jsonb_typeof(body -> 'valid') when 'boolean' then (body -> 'valid')::boolean end) stored;

alter table stripe.subscriptions
  add column cancel_at_period_end boolean generated always as (case jsonb_typeof(body -> 'cancel_at_period_end') when 'boolean' then (body -> 'cancel_at_period_end')::boolean end) stored,
  add column canceled_at bigint generated always as (case jsonb_typeof(body -> 'canceled_at') when 'number' then trunc((body -> 'canceled_at')::numeric)::bigint end) stored,
  add column collection_method text generated always as (body ->> 'collection_method') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column default_payment_method text generated always as (body ->> 'default_payment_method') stored,
  add column ended_at bigint generated always as (case jsonb_typeof(body -> 'ended_at') when 'number' then trunc((body -> 'ended_at')::numeric)::bigint end) stored,
  add column latest_invoice text generated always as (body ->> 'latest_invoice') stored,
  add column status text generated always as (body ->> 'status') stored,
  add column trial_end bigint generated always as (case jsonb_typeof(body -> 'trial_end') when 'number' then trunc((body -> 'trial_end')::numeric)::bigint end) stored;

alter table stripe.payment_methods
  add column customer text generated always as (body ->> 'customer') stored,
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.payment_intents
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column canceled_at bigint generated always as (case jsonb_typeof(body -> 'canceled_at') when 'number' then trunc((body -> 'canceled_at')::numeric)::bigint end) stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column latest_charge text generated always as (body ->> 'latest_charge') stored,
  add column payment_method text generated always as (body ->> 'payment_method') stored,
  add column source text generated always as (body ->> 'source') stored,
  add column status text generated always as (body ->> 'status') stored;

alter table stripe.charges
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column amount_refunded bigint generated always as (case jsonb_typeof(body -> 'amount_refunded') when 'number' then trunc((body -> 'amount_refunded')::numeric)::bigint end) stored,
  add column balance_transaction text generated always as (body ->> 'balance_transaction') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column disputed boolean generated always as (case jsonb_typeof(body -> 'disputed') when 'boolean' then (body -> 'disputed')::boolean end) stored,
  add column payment_intent text generated always as (body ->> 'payment_intent') stored,
  add column payment_method text generated always as (body ->> 'payment_method') stored,
  add column refunded boolean generated always as (case jsonb_typeof(body -> 'refunded') when 'boolean' then (body -> 'refunded')::boolean end) stored,
  add column status text generated always as (body ->> 'status') stored;

alter table stripe.refunds
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column balance_transaction text generated always as (body ->> 'balance_transaction') stored,
  add column charge text generated always as (body ->> 'charge') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column payment_intent text generated always as (body ->> 'payment_intent') stored,
  add column payment_method text generated always as (body ->> 'payment_method') stored,
  add column reason text generated always as (body ->> 'reason') stored,
  add column status text generated always as (body ->> 'status') stored;

alter table stripe.balance_transactions
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column available_on bigint generated always as (case jsonb_typeof(body -> 'available_on') when 'number' then trunc((body -> 'available_on')::numeric)::bigint end) stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column fee bigint generated always as (case jsonb_typeof(body -> 'fee') when 'number' then trunc((body -> 'fee')::numeric)::bigint end) stored,
  add column net bigint generated always as (case jsonb_typeof(body -> 'net') when 'number' then trunc((body -> 'net')::numeric)::bigint end) stored,
  add column reporting_category text generated always as (body ->> 'reporting_category') stored,
  add column source text generated always as (body ->> 'source') stored,
  add column status text generated always as (body ->> 'status') stored,
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.invoices
  add column amount_due bigint generated always as (case jsonb_typeof(body -> 'amount_due') when 'number' then trunc((body -> 'amount_due')::numeric)::bigint end) stored,
  add column amount_paid bigint generated always as (case jsonb_typeof(body -> 'amount_paid') when 'number' then trunc((body -> 'amount_paid')::numeric)::bigint end) stored,
  add column amount_remaining bigint generated always as (case jsonb_typeof(body -> 'amount_remaining') when 'number' then trunc((body -> 'amount_remaining')::numeric)::bigint end) stored,
  add column billing_reason text generated always as (body ->> 'billing_reason') stored,
  add column collection_method text generated always as (body ->> 'collection_method') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column default_payment_method text generated always as (body ->> 'default_payment_method') stored,
  add column due_date bigint generated always as (case jsonb_typeof(body -> 'due_date') when 'number' then trunc((body -> 'due_date')::numeric)::bigint end) stored,
  add column number text generated always as (body ->> 'number') stored,
  add column period_end bigint generated always as (case jsonb_typeof(body -> 'period_end') when 'number' then trunc((body -> 'period_end')::numeric)::bigint end) stored,
  add column period_start bigint generated always as (case jsonb_typeof(body -> 'period_start') when 'number' then trunc((body -> 'period_start')::numeric)::bigint end) stored,
  add column status text generated always as (body ->> 'status') stored,
  add column subtotal bigint generated always as (case jsonb_typeof(body -> 'subtotal') when 'number' then trunc((body -> 'subtotal')::numeric)::bigint end) stored,
  add column total bigint generated always as (case jsonb_typeof(body -> 'total') when 'number' then trunc((body -> 'total')::numeric)::bigint end) stored,
  add column subscription text generated always as (body -> 'parent' -> 'subscription_details' ->> 'subscription') stored;

alter table stripe.credit_notes
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column invoice text generated always as (body ->> 'invoice') stored,
  add column number text generated always as (body ->> 'number') stored,
  add column reason text generated always as (body ->> 'reason') stored,
  add column status text generated always as (body ->> 'status') stored,
  add column subtotal bigint generated always as (case jsonb_typeof(body -> 'subtotal') when 'number' then trunc((body -> 'subtotal')::numeric)::bigint end) stored,
  add column total bigint generated always as (case jsonb_typeof(body -> 'total') when 'number' then trunc((body -> 'total')::numeric)::bigint end) stored,
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.disputes
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column charge text generated always as (body ->> 'charge') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column payment_intent text generated always as (body ->> 'payment_intent') stored,
  add column reason text generated always as (body ->> 'reason') stored,
  add column status text generated always as (body ->> 'status') stored;

alter table stripe.payouts
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column arrival_date bigint generated always as (case jsonb_typeof(body -> 'arrival_date') when 'number' then trunc((body -> 'arrival_date')::numeric)::bigint end) stored,
  add column balance_transaction text generated always as (body ->> 'balance_transaction') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column original_payout text generated always as (body ->> 'original_payout') stored,
  add column reversed_by text generated always as (body ->> 'reversed_by') stored,
  add column status text generated always as (body ->> 'status') stored,
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.plans
  add column active boolean generated always as (case jsonb_typeof(body -> 'active') when 'boolean' then (body -> 'active')::boolean end) stored,
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column product text generated always as (body ->> 'product') stored;

alter table stripe.promotion_codes
  add column active boolean generated always as (case jsonb_typeof(body -> 'active') when 'boolean' then (body -> 'active')::boolean end) stored,
  add column code text generated always as (body ->> 'code') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column coupon text generated always as (body -> 'promotion' ->> 'coupon') stored;

alter table stripe.tax_rates
  add column active boolean generated always as (case jsonb_typeof(body -> 'active') when 'boolean' then (body -> 'active')::boolean end) stored;

alter table stripe.shipping_rates
  add column active boolean generated always as (case jsonb_typeof(body -> 'active') when 'boolean' then (body -> 'active')::boolean end) stored,
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.subscription_schedules
  add column canceled_at bigint generated always as (case jsonb_typeof(body -> 'canceled_at') when 'number' then trunc((body -> 'canceled_at')::numeric)::bigint end) stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column status text generated always as (body ->> 'status') stored,
  add column subscription text generated always as (body ->> 'subscription') stored;

alter table stripe.invoiceitems
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column invoice text generated always as (body ->> 'invoice') stored,
  add column quantity bigint generated always as (case jsonb_typeof(body -> 'quantity') when 'number' then trunc((body -> 'quantity')::numeric)::bigint end) stored,
  add column price text generated always as (body -> 'pricing' -> 'price_details' ->> 'price') stored;

alter table stripe.invoice_payments
  add column amount_paid bigint generated always as (case jsonb_typeof(body -> 'amount_paid') when 'number' then trunc((body -> 'amount_paid')::numeric)::bigint end) stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column invoice text generated always as (body ->> 'invoice') stored,
  add column status text generated always as (body ->> 'status') stored,
  add column charge text generated always as (body -> 'payment' ->> 'charge') stored,
  add column payment_intent text generated always as (body -> 'payment' ->> 'payment_intent') stored;

alter table stripe.quotes
  add column amount_total bigint generated always as (case jsonb_typeof(body -> 'amount_total') when 'number' then trunc((body -> 'amount_total')::numeric)::bigint end) stored,
  add column collection_method text generated always as (body ->> 'collection_method') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column invoice text generated always as (body ->> 'invoice') stored,
  add column number text generated always as (body ->> 'number') stored,
  add column status text generated always as (body ->> 'status') stored,
  add column subscription text generated always as (body ->> 'subscription') stored;

alter table stripe.setup_intents
  add column customer text generated always as (body ->> 'customer') stored,
  add column payment_method text generated always as (body ->> 'payment_method') stored,
  add column status text generated always as (body ->> 'status') stored;

alter table stripe.checkout_sessions
  add column amount_total bigint generated always as (case jsonb_typeof(body -> 'amount_total') when 'number' then trunc((body -> 'amount_total')::numeric)::bigint end) stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column invoice text generated always as (body ->> 'invoice') stored,
  add column mode text generated always as (body ->> 'mode') stored,
  add column payment_intent text generated always as (body ->> 'payment_intent') stored,
  add column payment_status text generated always as (body ->> 'payment_status') stored,
  add column status text generated always as (body ->> 'status') stored,
  add column subscription text generated always as (body ->> 'subscription') stored;

alter table stripe.payment_links
  add column active boolean generated always as (case jsonb_typeof(body -> 'active') when 'boolean' then (body -> 'active')::boolean end) stored,
  add column currency text generated always as (body ->> 'currency') stored;

alter table stripe.transfers
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column balance_transaction text generated always as (body ->> 'balance_transaction') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column destination_payment text generated always as (body ->> 'destination_payment') stored,
  add column source_transaction text generated always as (body ->> 'source_transaction') stored;

alter table stripe.topups
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column balance_transaction text generated always as (body ->> 'balance_transaction') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column payment_method text generated always as (body ->> 'payment_method') stored,
  add column status text generated always as (body ->> 'status') stored;

alter table stripe.application_fees
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column amount_refunded bigint generated always as (case jsonb_typeof(body -> 'amount_refunded') when 'number' then trunc((body -> 'amount_refunded')::numeric)::bigint end) stored,
  add column balance_transaction text generated always as (body ->> 'balance_transaction') stored,
  add column charge text generated always as (body ->> 'charge') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column originating_transaction text generated always as (body ->> 'originating_transaction') stored,
  add column refunded boolean generated always as (case jsonb_typeof(body -> 'refunded') when 'boolean' then (body -> 'refunded')::boolean end) stored;

alter table stripe.files
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.reviews
  add column charge text generated always as (body ->> 'charge') stored,
  add column payment_intent text generated always as (body ->> 'payment_intent') stored,
  add column reason text generated always as (body ->> 'reason') stored;

alter table stripe.radar_early_fraud_warnings
  add column charge text generated always as (body ->> 'charge') stored,
  add column payment_intent text generated always as (body ->> 'payment_intent') stored;

alter table stripe.billing_meters
  add column status text generated always as (body ->> 'status') stored;

alter table stripe.billing_credit_grants
  add column customer text generated always as (body ->> 'customer') stored,
  add column name text generated always as (body ->> 'name') stored;

alter table stripe.billing_credit_balance_transactions
  add column credit_grant text generated always as (body ->> 'credit_grant') stored,
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.entitlements_features
  add column active boolean generated always as (case jsonb_typeof(body -> 'active') when 'boolean' then (body -> 'active')::boolean end) stored,
  add column lookup_key text generated always as (body ->> 'lookup_key') stored,
  add column name text generated always as (body ->> 'name') stored;

alter table stripe.tax_ids
  add column customer text generated always as (body ->> 'customer') stored,
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.customer_balance_transactions
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column credit_note text generated always as (body ->> 'credit_note') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column invoice text generated always as (body ->> 'invoice') stored,
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.customer_cash_balance_transactions
  add column currency text generated always as (body ->> 'currency') stored,
  add column customer text generated always as (body ->> 'customer') stored,
  add column type text generated always as (body ->> 'type') stored;

alter table stripe.subscription_items
  add column current_period_end bigint generated always as (case jsonb_typeof(body -> 'current_period_end') when 'number' then trunc((body -> 'current_period_end')::numeric)::bigint end) stored,
  add column current_period_start bigint generated always as (case jsonb_typeof(body -> 'current_period_start') when 'number' then trunc((body -> 'current_period_start')::numeric)::bigint end) stored,
  add column quantity bigint generated always as (case jsonb_typeof(body -> 'quantity') when 'number' then trunc((body -> 'quantity')::numeric)::bigint end) stored,
  add column price text generated always as (body -> 'price' ->> 'id') stored;

alter table stripe.invoice_line_items
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column quantity bigint generated always as (case jsonb_typeof(body -> 'quantity') when 'number' then trunc((body -> 'quantity')::numeric)::bigint end) stored,
  add column subscription text generated always as (body ->> 'subscription') stored,
  add column subtotal bigint generated always as (case jsonb_typeof(body -> 'subtotal') when 'number' then trunc((body -> 'subtotal')::numeric)::bigint end) stored,
  add column price text generated always as (body -> 'pricing' -> 'price_details' ->> 'price') stored,
  add column product text generated always as (body -> 'pricing' -> 'price_details' ->> 'product') stored;

alter table stripe.credit_note_line_items
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column quantity bigint generated always as (case jsonb_typeof(body -> 'quantity') when 'number' then trunc((body -> 'quantity')::numeric)::bigint end) stored,
  add column type text generated always as (body ->> 'type') stored,
  add column unit_amount bigint generated always as (case jsonb_typeof(body -> 'unit_amount') when 'number' then trunc((body -> 'unit_amount')::numeric)::bigint end) stored;

alter table stripe.transfer_reversals
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column balance_transaction text generated always as (body ->> 'balance_transaction') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column destination_payment_refund text generated always as (body ->> 'destination_payment_refund') stored,
  add column source_refund text generated always as (body ->> 'source_refund') stored;

alter table stripe.application_fee_refunds
  add column amount bigint generated always as (case jsonb_typeof(body -> 'amount') when 'number' then trunc((body -> 'amount')::numeric)::bigint end) stored,
  add column balance_transaction text generated always as (body ->> 'balance_transaction') stored,
  add column currency text generated always as (body ->> 'currency') stored,
  add column fee text generated always as (body ->> 'fee') stored;

-- What does a customer subscribe to?
create index subscriptions_by_customer on stripe.subscriptions (account, livemode, customer);
-- What did a customer pay?
create index charges_by_customer on stripe.charges (account, livemode, customer);
-- What was a customer billed?
create index invoices_by_customer on stripe.invoices (account, livemode, customer);
-- What was billed for a subscription?
create index invoices_by_subscription on stripe.invoices (account, livemode, subscription);
create or replace view stripe_account.accounts with (security_barrier) as
  select account, livemode, id, created, body, default_currency, email, type
    from stripe.accounts
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.customers with (security_barrier) as
  select account, livemode, id, created, body, currency, email, name
    from stripe.customers
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.products with (security_barrier) as
  select account, livemode, id, created, body, active, default_price, name, type
    from stripe.products
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.prices with (security_barrier) as
  select account, livemode, id, created, body, active, currency, lookup_key, product, type, unit_amount
    from stripe.prices
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.coupons with (security_barrier) as
  select account, livemode, id, created, body, currency, name, valid
    from stripe.coupons
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.subscriptions with (security_barrier) as
  select account, livemode, id, created, body, cancel_at_period_end, canceled_at, collection_method, currency, customer, default_payment_method, ended_at, latest_invoice, status, trial_end
    from stripe.subscriptions
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.payment_methods with (security_barrier) as
  select account, livemode, id, created, body, customer, type
    from stripe.payment_methods
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.payment_intents with (security_barrier) as
  select account, livemode, id, created, body, amount, canceled_at, currency, customer, latest_charge, payment_method, source, status
    from stripe.payment_intents
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.charges with (security_barrier) as
  select account, livemode, id, created, body, amount, amount_refunded, balance_transaction, currency, customer, disputed, payment_intent, payment_method, refunded, status
    from stripe.charges
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.refunds with (security_barrier) as
  select account, livemode, id, created, body, amount, balance_transaction, charge, currency, customer, payment_intent, payment_method, reason, status
    from stripe.refunds
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.balance_transactions with (security_barrier) as
  select account, livemode, id, created, body, amount, available_on, currency, fee, net, reporting_category, source, status, type
    from stripe.balance_transactions
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.invoices with (security_barrier) as
  select account, livemode, id, created, body, amount_due, amount_paid, amount_remaining, billing_reason, collection_method, currency, customer, default_payment_method, due_date, number, period_end, period_start, status, subtotal, total, subscription
    from stripe.invoices
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.credit_notes with (security_barrier) as
  select account, livemode, id, created, body, amount, currency, customer, invoice, number, reason, status, subtotal, total, type
    from stripe.credit_notes
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.disputes with (security_barrier) as
  select account, livemode, id, created, body, amount, charge, currency, payment_intent, reason, status
    from stripe.disputes
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.payouts with (security_barrier) as
  select account, livemode, id, created, body, amount, arrival_date, balance_transaction, currency, original_payout, reversed_by, status, type
    from stripe.payouts
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.plans with (security_barrier) as
  select account, livemode, id, created, body, active, amount, currency, product
    from stripe.plans
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.promotion_codes with (security_barrier) as
  select account, livemode, id, created, body, active, code, customer, coupon
    from stripe.promotion_codes
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.tax_rates with (security_barrier) as
  select account, livemode, id, created, body, active
    from stripe.tax_rates
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.shipping_rates with (security_barrier) as
  select account, livemode, id, created, body, active, type
    from stripe.shipping_rates
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.subscription_schedules with (security_barrier) as
  select account, livemode, id, created, body, canceled_at, customer, status, subscription
    from stripe.subscription_schedules
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.invoiceitems with (security_barrier) as
  select account, livemode, id, created, body, amount, currency, customer, invoice, quantity, price
    from stripe.invoiceitems
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.invoice_payments with (security_barrier) as
  select account, livemode, id, created, body, amount_paid, currency, invoice, status, charge, payment_intent
    from stripe.invoice_payments
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.quotes with (security_barrier) as
  select account, livemode, id, created, body, amount_total, collection_method, currency, customer, invoice, number, status, subscription
    from stripe.quotes
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.setup_intents with (security_barrier) as
  select account, livemode, id, created, body, customer, payment_method, status
    from stripe.setup_intents
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.checkout_sessions with (security_barrier) as
  select account, livemode, id, created, body, amount_total, currency, customer, invoice, mode, payment_intent, payment_status, status, subscription
    from stripe.checkout_sessions
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.payment_links with (security_barrier) as
  select account, livemode, id, created, body, active, currency
    from stripe.payment_links
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.transfers with (security_barrier) as
  select account, livemode, id, created, body, amount, balance_transaction, currency, destination_payment, source_transaction
    from stripe.transfers
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.topups with (security_barrier) as
  select account, livemode, id, created, body, amount, balance_transaction, currency, payment_method, status
    from stripe.topups
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.application_fees with (security_barrier) as
  select account, livemode, id, created, body, amount, amount_refunded, balance_transaction, charge, currency, originating_transaction, refunded
    from stripe.application_fees
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.files with (security_barrier) as
  select account, livemode, id, created, body, type
    from stripe.files
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.file_links with (security_barrier) as
  select account, livemode, id, created, body
    from stripe.file_links
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.reviews with (security_barrier) as
  select account, livemode, id, created, body, charge, payment_intent, reason
    from stripe.reviews
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.radar_early_fraud_warnings with (security_barrier) as
  select account, livemode, id, created, body, charge, payment_intent
    from stripe.radar_early_fraud_warnings
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.billing_meters with (security_barrier) as
  select account, livemode, id, created, body, status
    from stripe.billing_meters
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.billing_credit_grants with (security_barrier) as
  select account, livemode, id, created, body, customer, name
    from stripe.billing_credit_grants
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.billing_credit_balance_transactions with (security_barrier) as
  select account, livemode, id, created, body, credit_grant, type
    from stripe.billing_credit_balance_transactions
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.entitlements_features with (security_barrier) as
  select account, livemode, id, created, body, active, lookup_key, name
    from stripe.entitlements_features
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.tax_ids with (security_barrier) as
  select account, livemode, id, created, body, customer, type
    from stripe.tax_ids
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.customer_balance_transactions with (security_barrier) as
  select account, livemode, id, created, body, amount, credit_note, currency, customer, invoice, type
    from stripe.customer_balance_transactions
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.customer_cash_balance_transactions with (security_barrier) as
  select account, livemode, id, created, body, currency, customer, type
    from stripe.customer_cash_balance_transactions
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.subscription_items with (security_barrier) as
  select account, livemode, id, parent, created, body, current_period_end, current_period_start, quantity, price
    from stripe.subscription_items
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.invoice_line_items with (security_barrier) as
  select account, livemode, id, parent, created, body, amount, currency, quantity, subscription, subtotal, price, product
    from stripe.invoice_line_items
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.credit_note_line_items with (security_barrier) as
  select account, livemode, id, parent, created, body, amount, quantity, type, unit_amount
    from stripe.credit_note_line_items
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.transfer_reversals with (security_barrier) as
  select account, livemode, id, parent, created, body, amount, balance_transaction, currency, destination_payment_refund, source_refund
    from stripe.transfer_reversals
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
create or replace view stripe_account.application_fee_refunds with (security_barrier) as
  select account, livemode, id, parent, created, body, amount, balance_transaction, currency, fee
    from stripe.application_fee_refunds
   where (account, livemode, generation) = (select account, livemode, generation from annex.reading())
     and not deleted;
