# Sourced by the other scripts: goes to the project's folder and makes .venv ready.
#   PYTHON   the Python to make .venv with (default: the newest of python3.14 … python3.11, python3 that is 3.11+)

cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() {
  echo "$*" >&2
  exit 2
}

find_python() {
  local name
  for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  fail "Needs Python 3.11 or newer${PYTHON:+; PYTHON=$PYTHON is not}. Install it, or name it: PYTHON=/path/to/python $0"
}

# prepare EXTRAS: .venv with the package in it, installed from this folder; EXTRAS is "" or like "[test]".
# A stamp in .venv remembers what was installed for which pyproject.toml, so that a second run needs no network.
prepare() {
  local extras="$1" stamp=".venv/.ready$1"
  if [ ! -x .venv/bin/python ]; then
    local python
    python="$(find_python)"
    echo "Making .venv with $python …"
    "$python" -m venv .venv || fail "Could not make .venv; on Debian and Ubuntu: apt install python3-venv"
  fi
  if ! cmp --silent pyproject.toml "$stamp"; then
    echo "Installing the package and its libraries into .venv (a few minutes the first time) …"
    .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --editable ".$extras" || fail "pip failed."
    cp pyproject.toml "$stamp"
  fi
  PATH="$PWD/.venv/bin:$PATH"
}
