-- A store from before there was an index of used keys has to have the older ones in it: at its start,
-- `used-keys.ts` reads no more than the newest 131072 rows.
insert or ignore into used_keys (hash, seq)
select used_key_hash(account, livemode, key), seq
  from idempotent_requests
 where seq <= (select max(seq) from idempotent_requests) - 131072
 order by 1;
