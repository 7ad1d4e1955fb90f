-- Links to connect that were refused before anybody was asked: for the settings page of the application.
create table refused_authorizations (
  seq          integer primary key,
  client_id    text not null references application_credentials (client_id),
  error        text not null,
  description  text not null,
  redirect_uri text,
  created      integer not null
) strict;

-- Which are the newest of one client?
create index refused_authorizations_by_client on refused_authorizations (client_id, seq);
