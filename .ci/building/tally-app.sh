#!/bin/sh
# Starts the program of this folder with the system's Python 3.11 and nothing else of the system's.
here=$(dirname "$(readlink -f "$0")")
if ! command -v python3.11 >/dev/null; then
    echo "Бұл қалтаға Python 3.11 керек. Debian 12 жүйесінде оны мына команда орнатады: apt-get install python3" >&2
    echo "Этой папке нужен Python 3.11. В Debian 12 его ставит команда: apt-get install python3" >&2
    echo "This folder needs Python 3.11. On Debian 12 this brings it: apt-get install python3" >&2
    exit 1
fi
exec python3.11 -I -S "$here/start.py" "$@"
