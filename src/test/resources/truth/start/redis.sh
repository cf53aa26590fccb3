# redis.sh PORT|0: starts redis on a port, or on a local socket alone, and has it keep a value.
redis-server --port "$1" --bind 127.0.0.1 --save "" --dir /tmp --unixsocket /tmp/redis.sock --daemonize no >/tmp/log 2>&1 &
# whoever records it waits until nothing runs
trap 'kill $! 2>/dev/null; wait' EXIT
ask="redis-cli -s /tmp/redis.sock"
[ "$1" = 0 ] || ask="redis-cli -p $1"
for attempt in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  $ask set word served 2>/dev/null | grep -q OK && $ask get word && exit 0
  kill -0 $! 2>/dev/null || break
  sleep 0.2
done
cat /tmp/log >&2
exit 1
