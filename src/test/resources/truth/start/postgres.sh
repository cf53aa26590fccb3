# postgres.sh ADDRESS: makes a database, serves it on that address (none: the local socket alone), and asks it.
bin=$(ls -d /usr/lib/postgresql/*/bin)
$bin/initdb -D /tmp/data --no-sync -A trust >/tmp/log 2>&1 || { cat /tmp/log >&2; exit 1; }
$bin/postgres -D /tmp/data -F -k /tmp -c listen_addresses="$1" >/tmp/log 2>&1 &
# whoever records it waits until nothing runs
trap 'kill $! 2>/dev/null; wait' EXIT
for attempt in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
  $bin/psql -h "${1:-/tmp}" -U "$(id -un)" -d postgres -Atc "select 'served'" 2>/dev/null && exit 0
  kill -0 $! 2>/dev/null || break
  sleep 0.2
done
cat /tmp/log >&2
exit 1
