-- The three database roles and the database `supervision`. Safe to run again; run it as a superuser:
--   OWNER_PASSWORD=… APP_PASSWORD=… PUBLIC_PASSWORD=… psql -d postgres -f deploy/roles.sql
-- The local launcher, the compose file and a production set-up all use this one file (psql 15 or newer).
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
\getenv public_password PUBLIC_PASSWORD

SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['supervision_owner', 'supervision_app', 'supervision_public']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

-- Owns the tables and migrates them. BYPASSRLS: its search functions apply the range themselves.
ALTER ROLE supervision_owner
    LOGIN CREATEDB BYPASSRLS NOSUPERUSER NOCREATEROLE PASSWORD :'owner_password';
-- Web and worker. Owns nothing, so row security holds for it.
ALTER ROLE supervision_app
    LOGIN NOBYPASSRLS NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
-- Outside a scope nothing may be read: no place lies between 0 and -1. The walls count on these being numbers.
ALTER ROLE supervision_app SET app.lo = '0';
ALTER ROLE supervision_app SET app.hi = '-1';
-- A merge join that looks for few rows of one place reads past those of all others: row security hides them one by one,
-- and the planner takes them for found.
ALTER ROLE supervision_app SET enable_mergejoin = off;
-- A worker that was killed leaves no statement behind that holds its rows for as long as it runs.
ALTER ROLE supervision_app SET client_connection_check_interval = '10s';
-- The public site. Reads what is published and hands in a report, nothing else.
ALTER ROLE supervision_public
    LOGIN NOBYPASSRLS NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'public_password';

-- C.UTF-8, never C: under C the trigram index sees no Chinese character.
SELECT 'CREATE DATABASE supervision OWNER supervision_owner TEMPLATE template0 '
       'ENCODING ''UTF8'' LOCALE ''C.UTF-8'''
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'supervision')
\gexec
REVOKE ALL ON DATABASE supervision FROM PUBLIC;
GRANT CONNECT ON DATABASE supervision TO supervision_app, supervision_public;

\connect supervision
SET client_min_messages = warning;
-- As the owner, so that a restored backup may replace it.
SET ROLE supervision_owner;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
RESET ROLE;
-- What each role may read and write is granted table by table in the migrations.
ALTER SCHEMA public OWNER TO supervision_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO supervision_app, supervision_public;
