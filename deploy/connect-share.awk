# The share of the answers 4xx, 5xx and 429 among the requests to /connect, from the access log of nginx or Caddy.
#
#     awk -f deploy/connect-share.awk /var/log/nginx/access.log
/"POST \/connect" [0-9]+ / { match($0, /" [0-9]+ /); count(substr($0, RSTART + 2, 3)) }
/"uri":"\/connect"/ && match($0, /"status":[0-9]+/) { count(substr($0, RSTART + 9, 3)) }

# 429 counts as 4xx, too: it says that customers come faster than nginx or Connect allows.
function count(status) {
    all++
    share[substr(status, 1, 1) "xx"]++
    if (status == 429) share[429]++
}

END {
    printf "requests %d\n", all
    printf "4xx %.2f %%\n429 %.2f %%\n5xx %.2f %%\n", percent("4xx"), percent(429), percent("5xx")
}

function percent(name) { return all ? 100 * share[name] / all : 0 }
