#!/bin/sh
# Checks a deployment as its customers and portals meet it: the page's policy, the element, and the release. Says what is wrong
# and exits with 1, so that any monitor can run it. Needs curl.
#
#     deploy/check.sh https://pages.example [--version VERSION] [--origin https://portal.example]…
set -u
usage() { sed -n '5s/^# *//p' "$0" >&2; exit 2; }
[ $# -ge 1 ] || usage
pages=${1%/}
shift
version= origins= failed=
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case $1 in
        --version) version=$2 ;;
        --origin) origins="$origins $2" ;;
        *) usage ;;
    esac
    shift 2
done
fail() { echo "$1" >&2; failed=yes; }
# Reads the headers of an answer, whose status has to be 200.
headers() {
    answer=$(curl --silent --max-time 20 --output /dev/null --dump-header - "$1" | tr -d '\r')
    case $answer in
        HTTP/*" 200"*) ;;
        HTTP/*) fail "$1: $(printf '%s\n' "$answer" | sed -n 1p)"; return 1 ;;
        *) fail "$1: no answer"; return 1 ;;
    esac
}
value() { printf '%s\n' "$answer" | awk -v name="$1:" 'tolower($1) == name { sub(/^[^:]*: */, ""); print; exit }'; }

if headers "$pages/v1/"; then
    policy=$(value content-security-policy)
    for part in "default-src 'none'" "script-src 'self' 'wasm-unsafe-eval'" "require-trusted-types-for 'script'" "frame-ancestors"; do
        case $policy in *"$part"*) ;; *) fail "the page's policy lacks: $part" ;; esac
    done
    ancestors=" $(printf '%s' "$policy" | sed -n 's/.*frame-ancestors \([^;]*\).*/\1/p') "
    for origin in $origins; do
        case $ancestors in *" $origin "*) ;; *) fail "the page's policy does not let $origin show it in a frame" ;; esac
    done
    # Browsers follow frame-ancestors, but what adds this header may rewrite others, too.
    [ -z "$(value x-frame-options)" ] || fail "something in between adds X-Frame-Options"
fi

if headers "$pages/v1/vpp-summary.js"; then
    [ "$(value access-control-allow-origin)" = "*" ] || fail "portals may not load the element: no Access-Control-Allow-Origin"
fi

served=$(curl --silent --max-time 20 "$pages/v1/embed.json" | sed -n 's/.*"version": *"\([^"]*\)".*/\1/p')
[ -n "$served" ] || fail "embed.json has no version"
[ -z "$version" ] || [ "$served" = "$version" ] || fail "the release is $served, not $version"
[ -z "$failed" ] || exit 1
echo "$pages serves release $served."
