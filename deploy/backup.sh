#!/bin/sh
# Backs up the database and the files, and keeps BACKUP_DAYS days of both:
#   backup.sh once    one backup now
#   backup.sh daily   one now and one every 24 hours, for ever
#   backup.sh check   fails when the newest backup is older than 26 hours
# Reads DATABASE_OWNER_URL (the owner sees every row), FILES_ROOT, BACKUP_FOLDER, BACKUP_DAYS.
# To restore: deploy/roles.sql, then `pg_restore --dbname "$DATABASE_OWNER_URL" database-….dump`, and unpack the files.
set -eu
umask 077
folder=${BACKUP_FOLDER:?}

once() {
    now=$(date -u +%Y%m%dT%H%M%SZ)
    pg_dump --format custom --file "$folder/.database" "${DATABASE_OWNER_URL:?}"
    tar -C "${FILES_ROOT:?}" -czf "$folder/.files" .
    # Under its name only when whole: a broken run leaves no file that looks like a backup.
    mv "$folder/.database" "$folder/database-$now.dump"
    mv "$folder/.files" "$folder/files-$now.tar.gz"
    find "$folder" -type f \( -name 'database-*.dump' -o -name 'files-*.tar.gz' \) \
        -mtime "+$((${BACKUP_DAYS:-30} - 1))" -delete
    echo "backup $now done"
}

case "${1:-}" in
once)
    once
    ;;
daily)
    while true; do
        if sh "$0" once; then
            sleep 86400
        else
            echo "BACKUP FAILED, next try in an hour" >&2
            sleep 3600
        fi
    done
    ;;
check)
    test -n "$(find "$folder" -name 'database-*.dump' -mmin -1560)"
    ;;
*)
    echo "usage: $0 once | daily | check" >&2
    exit 2
    ;;
esac
