-- Written by `npm run mirror` from the table of kinds and the catalogue.

create table stripe.coupons (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.subscriptions (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.invoices (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.credit_notes (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.disputes (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.payouts (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.plans (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.promotion_codes (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.tax_rates (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.shipping_rates (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.subscription_schedules (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.invoiceitems (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.invoice_payments (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.quotes (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.setup_intents (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.checkout_sessions (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.payment_links (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.transfers (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.topups (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.application_fees (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.files (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.file_links (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.reviews (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.radar_early_fraud_warnings (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.billing_meters (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.billing_credit_grants (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.billing_credit_balance_transactions (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.entitlements_features (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.tax_ids (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.customer_balance_transactions (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.customer_cash_balance_transactions (
  account text not null,
  livemode boolean not null,
  id text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.subscription_items (
  account text not null,
  livemode boolean not null,
  id text not null,
  parent text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.invoice_line_items (
  account text not null,
  livemode boolean not null,
  id text not null,
  parent text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.credit_note_line_items (
  account text not null,
  livemode boolean not null,
  id text not null,
  parent text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.transfer_reversals (
  account text not null,
  livemode boolean not null,
  id text not null,
  parent text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

create table stripe.application_fee_refunds (
  account text not null,
  livemode boolean not null,
  id text not null,
  parent text not null,
  generation integer not null,
  created bigint,
  deleted boolean not null default false,
  since bigint not null default 0,
  sec bigint not null,
  obs bigint not null,
  body jsonb not null,
  primary key (account, livemode, id)
);

-- Pages and charts ask for the newest first.
create index coupons_newest on stripe.coupons (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index subscriptions_newest on stripe.subscriptions (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index invoices_newest on stripe.invoices (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index credit_notes_newest on stripe.credit_notes (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index disputes_newest on stripe.disputes (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index payouts_newest on stripe.payouts (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index plans_newest on stripe.plans (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index promotion_codes_newest on stripe.promotion_codes (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index tax_rates_newest on stripe.tax_rates (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index shipping_rates_newest on stripe.shipping_rates (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index subscription_schedules_newest on stripe.subscription_schedules (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index invoiceitems_newest on stripe.invoiceitems (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index invoice_payments_newest on stripe.invoice_payments (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index quotes_newest on stripe.quotes (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index setup_intents_newest on stripe.setup_intents (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index checkout_sessions_newest on stripe.checkout_sessions (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index payment_links_newest on stripe.payment_links (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index transfers_newest on stripe.transfers (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index topups_newest on stripe.topups (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index application_fees_newest on stripe.application_fees (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index files_newest on stripe.files (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index file_links_newest on stripe.file_links (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index reviews_newest on stripe.reviews (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index radar_early_fraud_warnings_newest on stripe.radar_early_fraud_warnings (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index billing_meters_newest on stripe.billing_meters (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index billing_credit_grants_newest on stripe.billing_credit_grants (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index billing_credit_balance_transactions_newest on stripe.billing_credit_balance_transactions (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index entitlements_features_newest on stripe.entitlements_features (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index tax_ids_newest on stripe.tax_ids (account, livemode, created desc);
-- When a customer is deleted: which of these went with it?
create index tax_ids_of_customers on stripe.tax_ids (account, livemode, (body->>'customer')) where not deleted;
-- Pages and charts ask for the newest first.
create index customer_balance_transactions_newest on stripe.customer_balance_transactions (account, livemode, created desc);
-- Pages and charts ask for the newest first.
create index customer_cash_balance_transactions_newest on stripe.customer_cash_balance_transactions (account, livemode, created desc);
-- What does one object hold, and what of it is left?
create index subscription_items_of_parent on stripe.subscription_items (account, livemode, parent);
-- What does one object hold, and what of it is left?
create index invoice_line_items_of_parent on stripe.invoice_line_items (account, livemode, parent);
-- What does one object hold, and what of it is left?
create index credit_note_line_items_of_parent on stripe.credit_note_line_items (account, livemode, parent);
-- What does one object hold, and what of it is left?
create index transfer_reversals_of_parent on stripe.transfer_reversals (account, livemode, parent);
-- What does one object hold, and what of it is left?
create index application_fee_refunds_of_parent on stripe.application_fee_refunds (account, livemode, parent);
