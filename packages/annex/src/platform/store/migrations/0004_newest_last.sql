-- Oldest first, and read backwards: what is new is written behind what is there. In front of it, as
-- these were, nearly every page a row went to was full, and each list is as quick either way.

drop index objects_newest;
-- Lists: newest first, stable under equal seconds.
create index objects_newest on objects (account, livemode, kind, created, seq) where deleted = 0;

drop index events_newest;
create index events_newest on events (account, livemode, created, seq);
