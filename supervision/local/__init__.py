"""Runs everything on one machine, embedded PostgreSQL and Valkey included; the production image never imports it."""
