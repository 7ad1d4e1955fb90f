-- A long list is read in several windows of time side by side, each with a cursor of its own. Those still to be read,
-- the newest first: [{before, from, cursor, reached, restarts, done}]; none where nothing was read yet, or all.
alter table annex.backfills add column windows jsonb not null default '[]';
update annex.backfills
   set windows = jsonb_build_array(jsonb_build_object(
         'before', null, 'from', null, 'cursor', cursor, 'reached', reached, 'restarts', restarts, 'done', false))
 where state <> 'done' and pages > 0;
alter table annex.backfills drop column cursor, drop column stuck, drop column restarts;
