-- ── what we charge for ───────────────────────────────────────────────────────────────────────

-- Our own customer for each account we charge for, and the subscription that counts. These are our
-- books, not the account's data: so no generation, and a disconnect leaves the row.
create table annex.billing_customers (
  account            text not null,                -- acct_…
  livemode           boolean not null,
  tenant             text not null,                -- whose it is, also once the connection is gone
  customer           text unique,                  -- cus_… of our own account; null: not made yet
  made               integer not null default 1,   -- which customer this is; grows when one was deleted
  status             text not null default 'none'
                     check (status in ('none', 'trialing', 'active', 'past_due', 'unpaid', 'canceled')),
  subscription       text unique,                  -- sub_…: the one the status speaks of
  price              text,
  product            text,
  plan_name          text,
  amount             bigint,                       -- a period's price in the smallest unit; null: by use or in tiers
  currency           text,
  period             text,                         -- Stripe's `interval`, which SQL keeps for itself
  period_count       integer,
  current_period_end bigint,
  trial_end          bigint,
  cancel_at          bigint,
  obs                bigint not null default 0,    -- of the read all of this comes from: a later number wins
  attempt            integer not null default 0,   -- at checkout; part of its idempotency key
  attempt_price      text,                         -- null: no checkout may be open at Stripe
  session            text,                         -- cs_… of the attempt, once we know it
  primary key (account, livemode),
  check (status = 'none' or subscription is not null),
  check (session is null or attempt_price is not null)
);

-- How far the events of our own account have been caught up with.
create table annex.billing_cursors (
  livemode      boolean primary key,
  events_cursor bigint not null                    -- of the platform's clock
);
