#!/bin/sh
# Runs once, as the superuser, when the Postgres container starts on an empty volume.
# fairlead_owner owns the database and runs the migrations; fairlead_app is what the applications log in as, and owns nothing.
set -eu

: "${FAIRLEAD_OWNER_PASSWORD:?is missing}" "${FAIRLEAD_APP_PASSWORD:?is missing}"

# \getenv keeps the passwords out of the process list.
psql --username "${POSTGRES_USER:-postgres}" --dbname postgres --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
\getenv owner_password FAIRLEAD_OWNER_PASSWORD
\getenv app_password FAIRLEAD_APP_PASSWORD

CREATE ROLE fairlead_owner LOGIN PASSWORD :'owner_password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE ROLE fairlead_app LOGIN PASSWORD :'app_password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;

CREATE DATABASE fairlead OWNER fairlead_owner;
REVOKE ALL ON DATABASE fairlead FROM PUBLIC;
GRANT CONNECT ON DATABASE fairlead TO fairlead_app;

-- The ledger's functions carry `SET fairlead.scope`. Only a superuser may store a setting that no extension has declared,
-- unless the right to set it was granted.
GRANT SET ON PARAMETER "fairlead.scope" TO fairlead_owner;
SQL
