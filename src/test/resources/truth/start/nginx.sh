# nginx.sh CONFIG PORT: starts nginx and asks it; ends as soon as it answered, or never will.
nginx -c "$1" -e stderr &
# whoever records it waits until nothing runs
trap 'kill $! 2>/dev/null; wait' EXIT
for attempt in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  curl -s -m 1 "http://127.0.0.1:$2/" && exit 0
  # 28: connected, and nobody answered within a second
  [ $? = 28 ] && exit 1
  kill -0 $! 2>/dev/null || exit 1
  sleep 0.2
done
exit 1
