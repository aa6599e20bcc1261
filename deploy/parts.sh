# What the scripts of this folder share. Sourced, not run.

home=${PORTAL_HOME:-/srv/portal}
settings=${PORTAL_ENV:-/etc/portal/portal.env}
read -ra doors <<<"${PORTAL_DOORS:-8001 8002}"
spare_door=${PORTAL_SPARE_DOOR:-8099} # where a new version is tried before readers meet it

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# What the file of settings says; the later line counts.
setting() { sed -n "s/^$1=//p" "$settings" | tail -n 1; }

# Whatever of the portal's is run is run as its own user.
user=()
if [ "$(id -u)" = 0 ]; then
    name=${PORTAL_USER:-portal}
    user=(setpriv --reuid "$name" --regid "$name" --init-groups -- env "HOME=$home/data")
fi

# manage RELEASE ARGUMENT...: manage.py of that version, as the portal's own user.
manage() (
    cd "$1" && "${user[@]}" .venv/bin/python manage.py "${@:2}"
)

# point_to RELEASE: it becomes the current one, in one step.
point_to() {
    ln -sfn "$1" "$home/current.new"
    mv -T "$home/current.new" "$home/current"
}

# answers DOOR: within a minute the home page comes from there.
answers() {
    "${python:-$home/current/.venv/bin/python}" - "$1" "$(setting SITE_URL)" <<'PYTHON'
import http.client
import sys
import time
from urllib.parse import urlsplit

door, site = int(sys.argv[1]), urlsplit(sys.argv[2])
headers = {"Host": site.netloc, "X-Forwarded-Proto": site.scheme, "User-Agent": "deploy"}
last = "nic"
for _ in range(60):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", door, timeout=60)
        connection.request("GET", "/", headers=headers)
        last = connection.getresponse().status
        if last == 200:
            sys.exit()
    except OSError as error:
        last = error
    time.sleep(1)
sys.exit(f"Portál na portu {door} neodpovídá úvodní stránkou, ale: {last}")
PYTHON
}

# Starts the current version behind each door, the next one only when the one before answers.
restart_all() {
    local door
    for door in "${doors[@]}"; do
        systemctl restart "portal@$door.service" || return
        answers "$door" || return
        say "  port $door: běží"
    done
}
