-- The platform's tables. Money in the smallest unit, times in Unix seconds, booleans as 0 and 1.

-- ── accounts and the people who own them ─────────────────────────────────────────────────────

create table accounts (
  id               text primary key,              -- acct_…; its Stripe object is in `objects`
  email            text not null,
  business_name    text,
  country          text not null,
  default_currency text not null,
  activated        integer not null default 0 check (activated in (0, 1)),
  created          integer not null
) strict;

-- A secret is shown once: only its keyed hash and last four characters stay (reliability K4).
create table api_keys (
  hash       text primary key,
  account    text not null references accounts (id),
  livemode   integer not null check (livemode in (0, 1)),
  kind       text not null check (kind in ('secret', 'publishable', 'restricted')),
  masked     text not null,                        -- sk_test_*****wxyz, for pages and messages
  plain      text,                                 -- publishable keys only: they are public
  created    integer not null,
  last_used  integer,
  expires_at integer,                              -- set by rolling; null: valid
  check (plain is null or kind = 'publishable')
) strict;
create index api_keys_of_account on api_keys (account, livemode);

create table members (
  id            text primary key,
  email         text not null unique collate nocase,
  name          text,
  password_hash text not null,
  created       integer not null
) strict;

create table memberships (
  member  text not null references members (id) on delete cascade,
  account text not null references accounts (id) on delete cascade,
  role    text not null check (role in ('administrator', 'viewer')),
  primary key (member, account)
) strict, without rowid;
create index memberships_by_account on memberships (account);

create table sessions (
  hash       text primary key,
  member     text not null references members (id) on delete cascade,
  account    text references accounts (id),        -- the account looked at in the dashboard
  livemode   integer not null default 0 check (livemode in (0, 1)),
  address    text not null,                        -- where the person signed in (reliability S11)
  created    integer not null,
  seen       integer not null                      -- idle for 12 h or older than 7 days: gone
) strict;
create index sessions_of_member on sessions (member);

-- ── extensions: the application an account owns, and who granted it what ─────────────────────

create table applications (
  id              text primary key,
  account         text not null unique references accounts (id),
  kind            text not null default 'extension' check (kind in ('extension', 'platform')),
  name            text not null,
  website         text,
  enabled         integer not null default 0 check (enabled in (0, 1)),  -- OAuth switched on
  sends_issuer    integer not null default 1 check (sends_issuer in (0, 1)),  -- `iss` (RFC 9207)
  primary_color   text,
  secondary_color text,
  icon            text references images (id),
  logo            text references images (id),
  created         integer not null
) strict;

create table application_credentials (
  client_id   text primary key,                    -- ca_…
  application text not null references applications (id),
  livemode    integer not null check (livemode in (0, 1)),
  unique (application, livemode)
) strict;

create table redirect_uris (
  client_id text not null references application_credentials (client_id),
  position  integer not null,                      -- the first is the default
  uri       text not null,
  primary key (client_id, position),
  unique (client_id, uri)
) strict, without rowid;

create table images (
  id           text primary key,
  account      text not null references accounts (id),
  content_type text not null check (content_type in ('image/png', 'image/jpeg')),
  width        integer not null,
  height       integer not null,
  body         blob not null,
  created      integer not null
) strict;

create table grants (
  id             text primary key,
  application    text not null references applications (id),
  client_id      text not null,
  account        text not null references accounts (id),
  livemode       integer not null check (livemode in (0, 1)),
  scope          text not null check (scope in ('read_only', 'read_write')),
  granted_by     text,                             -- member
  created        integer not null,                 -- consent; `connected_at` is the code exchange
  connected_at   integer,
  last_used      integer,
  revoked_at     integer,
  revoked_reason text check (revoked_reason in ('application', 'account', 'code_reuse', 'account_deleted')),
  check ((revoked_at is null) = (revoked_reason is null))
) strict;
-- One living grant for an application, account and mode; history stays behind it.
create unique index grants_living on grants (application, account, livemode) where revoked_at is null;
create index grants_of_account on grants (account, livemode);

-- What a person is being asked, kept here so that the form carries only its id (reliability S5).
create table authorization_requests (
  id             text primary key,
  session_hash   text not null,
  client_id      text not null,
  redirect_uri   text not null,
  scope          text not null,
  state          text,
  code_challenge text,
  always_prompt  integer not null default 0,
  stripe_user    text not null default '{}',       -- prefill, JSON
  created        integer not null,
  decided_at     integer,
  outcome        text check (outcome in ('allowed', 'denied')),
  check ((decided_at is null) = (outcome is null))
) strict;
-- The newest of one client for its settings; the old ones to be removed.
create index authorization_requests_by_age on authorization_requests (created);

create table authorization_codes (
  hash           text primary key,
  grant_id       text not null references grants (id),
  client_id      text not null,
  redirect_uri   text not null,
  scope          text not null,
  code_challenge text,
  created        integer not null,
  expires_at     integer not null,
  used_at        integer,
  replay_key     text,                             -- hash of idempotency key and body of the winner
  replay_answer  text                              -- sealed, for a lost reply (oauth.md 3.4)
) strict;

create table oauth_tokens (
  hash       text primary key,
  grant_id   text not null references grants (id),
  kind       text not null check (kind in ('access', 'refresh')),
  scope      text not null check (scope in ('read_only', 'read_write')),
  livemode   integer not null check (livemode in (0, 1)),
  masked     text not null,
  created    integer not null,
  revoked_at integer
) strict;
create index oauth_tokens_of_grant on oauth_tokens (grant_id);

-- Links that a platform sends the owner of an account it made, to complete it (one submission each).
create table account_links (
  hash        text primary key,
  account     text not null references accounts (id),
  livemode    integer not null check (livemode in (0, 1)),
  type        text not null check (type in ('account_onboarding', 'account_update', 'login')),
  return_url  text,
  refresh_url text,
  expires_at  integer not null,
  used_at     integer
) strict;

-- ── Stripe's objects and what happened to them ───────────────────────────────────────────────

create table objects (
  seq      integer primary key,      -- order among objects of one second
  account  text not null,
  livemode integer not null check (livemode in (0, 1)),
  kind     text not null,                          -- as in `object`: customer, payment_intent, …
  id       text not null,
  created  integer not null,
  deleted  integer not null default 0 check (deleted in (0, 1)),
  body     text not null,                          -- the object as JSON, unexpanded
  -- The id first: links that payers follow say nothing of the account.
  unique (id, kind, account, livemode)
) strict;
-- Lists: newest first, stable under equal seconds.
create index objects_newest on objects (account, livemode, kind, created desc, seq desc) where deleted = 0;

-- What lists are filtered by (customer, charge, email, …), one row a field, newest first. A table
-- rather than an index on json_extract for each field: those would parse the whole body again for
-- every index on every write, and would have to know the kinds.
create table object_keys (
  value    text not null,
  field    text not null,
  kind     text not null,
  account  text not null,
  livemode integer not null,
  created  integer not null,
  seq      integer not null,                      -- of the object
  primary key (value, field, kind, account, livemode, created desc, seq desc)
) strict, without rowid;

create table events (
  seq         integer primary key,
  account     text not null,
  livemode    integer not null check (livemode in (0, 1)),
  id          text not null unique,
  type        text not null,
  created     integer not null,
  object_id   text,                                -- of data.object, for an object's history
  application text,                                -- set: for this application's endpoints only
  body        text not null                        -- JSON without pending_webhooks
) strict;
create index events_newest on events (account, livemode, created desc, seq desc);
create index events_of_object on events (account, object_id) where object_id is not null;

create table idempotent_requests (
  seq         integer primary key,                 -- oldest first, to be forgotten
  account     text not null,
  livemode    integer not null check (livemode in (0, 1)),
  key         text not null,
  route       text not null,                       -- POST /v1/…, as the first request had it
  fingerprint text not null,                       -- hash of the parameters
  request_id  text not null,
  status      integer not null,
  answer      text not null,
  created     integer not null,
  unique (account, livemode, key)
) strict;

-- What will fall due by itself: a charge's late balance transaction, a refund that fails later.
create table due (
  seq      integer primary key,
  account  text not null,
  livemode integer not null check (livemode in (0, 1)),
  clock    text not null default '',               -- the test clock whose time `at` is; '' for the house's
  at       integer not null,
  task     text not null,
  id       text not null,                          -- of the object it is about
  unique (account, livemode, task, id)
) strict;
create index due_next on due (clock, at, seq);

-- The bytes of uploaded files, beside each `file` object.
create table file_contents (
  id           text primary key,                   -- file_…
  content_type text not null,
  body         blob not null
) strict;

-- What is in an account's balance: a sum for each day on which money becomes available, so that
-- reading the balance never adds up all that ever moved. Available when recorded: day 0.
create table funds (
  account      text not null,
  livemode     integer not null check (livemode in (0, 1)),
  currency     text not null,
  source_type  text not null,                      -- card, bank_account, fpx: how it came in
  available_on integer not null,
  net          integer not null,
  primary key (account, livemode, currency, source_type, available_on)
) strict, without rowid;

-- ── word of events, on its way out ───────────────────────────────────────────────────────────

-- Beside each webhook_endpoint object: what its object does not show.
create table endpoints (
  id              text primary key,                -- we_…
  account         text not null,
  livemode        integer not null check (livemode in (0, 1)),
  connect         integer not null check (connect in (0, 1)),
  url             text not null,
  enabled_events  text not null,                   -- JSON list
  api_version     text,                            -- its events are sent in; null: as recorded
  status          text not null check (status in ('enabled', 'disabled')),
  disabled_reason text check (disabled_reason in ('account', 'failing', 'gone')),
  secret          text not null,                   -- sealed
  previous_secret text,                            -- sealed, while rolling
  previous_until  integer,
  failing_since   integer,                         -- first failure after the last success
  created         integer not null,
  check ((status = 'disabled') = (disabled_reason is not null)),
  check ((previous_secret is null) = (previous_until is null))
) strict;
create index endpoints_of_account on endpoints (account, livemode) where status = 'enabled';

create table deliveries (
  id              text primary key,
  event           text not null references events (id),
  endpoint        text not null,                   -- outlives the endpoint, for the record
  pending_webhooks integer not null,               -- as the payload says, the same on every try (D2)
  event_body      text,                            -- in the endpoint's own version; null: as recorded
  status          text not null check (status in ('pending', 'delivered', 'given_up')),
  attempts        integer not null default 0,
  next_attempt_at integer,
  created         integer not null,
  delivered_at    integer,
  unique (event, endpoint),
  check ((status = 'pending') = (next_attempt_at is not null)),
  check ((status = 'delivered') = (delivered_at is not null))
) strict;
create index deliveries_due on deliveries (endpoint, next_attempt_at) where status = 'pending';
create index deliveries_of_endpoint on deliveries (endpoint, created desc);

create table attempts (
  delivery    text not null references deliveries (id),
  number      integer not null,
  at          integer not null,
  duration_ms integer not null,
  status      integer,                             -- null: there was no answer
  outcome     text not null,                       -- accepted, rejected, unreachable: …
  answer      text,                                -- the first 1 KiB (reliability D7)
  primary key (delivery, number)
) strict, without rowid;

-- ── requests, for the dashboard ──────────────────────────────────────────────────────────────

create table requests (
  seq             integer primary key,
  id              text not null,                   -- req_…
  account         text not null,
  livemode        integer not null,
  application     text,                            -- ca_… when an application asked
  method          text not null,
  path            text not null,
  status          integer not null,
  duration_ms     integer not null,
  idempotency_key text,
  parameters      text,
  error           text,                            -- JSON of the refusal
  at              integer not null
) strict;
create index requests_of_account on requests (account, livemode, seq desc);

-- Seeds and histories that were applied, so that starting again changes nothing.
create table applied_seeds (
  name    text primary key,
  applied integer not null
) strict, without rowid;
