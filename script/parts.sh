# What script/server, script/test and .ci/run share. Sourced from the project's folder, not run.

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }

# Installs Debian packages when root runs this; RUNLEVEL keeps their services from being started.
apt_install() {
    local log
    is_root && command -v apt-get >/dev/null || return 1
    say "Instaluji balíčky systému: $*"
    log=$(mktemp)
    if ! { install_quietly "$@" || { apt-get update && install_quietly "$@"; }; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

install_quietly() {
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "$@" </dev/null
}

# What the PDF is set with; without it only the PDF is missing.
pango="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

has_pango() {
    .venv/bin/python - <<'PYTHON' 2>/dev/null
import ctypes

for library in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(library)
PYTHON
}

need_python() {
    python=${PYTHON:-python3}
    command -v "$python" >/dev/null ||
        fail "Chybí Python 3.11 nebo novější: sudo apt-get install python3 python3-venv"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Portál potřebuje Python 3.11 nebo novější, tady je $("$python" -V 2>&1)."
}

# need_venv FILE: .venv holds what FILE names. pip runs only when FILE has changed since.
need_venv() {
    local wanted stamp=.venv/.${1%.txt}.sha256
    need_python
    wanted=$({ "$python" -V && cat requirements.txt "$1"; } | sha256sum)
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
        return
    fi
    .venv/bin/python -m pip --version >/dev/null 2>&1 || make_venv
    say "Instaluji závislosti ($1)"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input -r "$1" ||
        fail "Závislosti se nepodařilo nainstalovat; co tomu bránilo, je výše."
    printf '%s\n' "$wanted" >"$stamp"
}

make_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv ||
        fail "Virtuální prostředí nejde vytvořit, chybí python3-venv: sudo apt-get install python3-venv"
    "$python" -m venv --clear .venv || fail "Virtuální prostředí .venv se nepodařilo vytvořit."
}
