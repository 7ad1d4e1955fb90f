-- Who may read which account by SQL, through the views of the schema `stripe_account`. A login with a
-- line here sees that account and nothing else, whatever it sets: its name is the one it signed in
-- with, which only a superuser can change.
create table annex.readers (
  login    text primary key,                      -- a role of the server's that may sign in
  account  text not null,
  livemode boolean not null
);

-- The account whose rows the views show: the login's own; else what this session has set, which is how
-- the extension itself reads one account at a time. Nothing set, nothing shown. Rows of an earlier
-- connection are never shown: their clean-up may still be running (C4).
create function annex.reading() returns table (account text, livemode boolean, generation integer)
  language sql stable security definer set search_path = pg_catalog
as $$
  select connection.account, connection.livemode, connection.generation
    from annex.connections connection
   where connection.state <> 'purging'
     and (connection.account, connection.livemode::text) = (
       select coalesce(reader.account, current_setting('annex.account', true)),
              coalesce(reader.livemode::text, current_setting('annex.livemode', true))
         from (select) as always
         left join annex.readers reader on reader.login = session_user)
$$;

create schema stripe_account;
