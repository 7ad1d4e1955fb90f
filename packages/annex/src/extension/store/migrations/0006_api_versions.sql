-- At which version of the API a run has read; null until it begins, or from before this was kept (O6).
alter table annex.backfills add column api_version text;
