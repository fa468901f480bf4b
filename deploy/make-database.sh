#!/bin/sh
# Makes the two logins and the database of docs/settings.md, once, in the container of PostgreSQL.
set -eu
psql -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v service="$SERVICE_PASSWORD" -U postgres <<'SQL'
CREATE ROLE kring_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner';
CREATE ROLE kring_service LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'service';
CREATE DATABASE kring OWNER kring_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE CONNECT ON DATABASE kring FROM PUBLIC;
GRANT CONNECT ON DATABASE kring TO kring_service;
SQL
