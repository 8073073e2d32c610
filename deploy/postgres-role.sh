#!/bin/sh
# Run once by the postgres image, when it makes its database. Segue's role is neither superuser nor BYPASSRLS, so that
# row-level security holds it (docs/database.md).
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set password="$(cat /run/secrets/segue_password)" <<'SQL'
CREATE ROLE segue LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE segue OWNER segue;
SQL
