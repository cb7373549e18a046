# What every labs/*/test-az needs; to be sourced at its beginning, with the script's own arguments.
# shellcheck shell=bash disable=SC2034,SC2154
#
# It sets
#   here    the lab's folder; set by the script before
#   cloud   the cloud that is made, used and removed: the first argument, else lab-NAME
#   group   the resource group, which has the lab's name
#   work    a scratch folder
#   failed  1 once a check was not ok: the script's exit code
# and prints one line per check: 'ok NAME' or 'not ok NAME', after the latter what was seen.

group=$(basename "$here")
cloud=${1:-lab-$group}
work=$(mktemp -d)
failed=0
export FAIRLEAD_HOME=$work/state

fairlead() { "$here/../../fairlead" --cloud "$cloud" "$@"; }
az() { fairlead az "$@"; }

# Whatever still runs in the background, the cloud and the scratch folder go, however the script ends.
finish() {
    local pid
    for pid in $(jobs -p); do kill "$pid" 2>/dev/null; done
    fairlead down >/dev/null 2>&1
    rm -rf "$work"
}
trap finish EXIT

ok() { printf 'ok %s\n' "$1"; }

not_ok() {
    printf 'not ok %s\n' "$1"
    shift
    printf '%s\n' "$@" | sed 's/^/    /'
    failed=1
}

# try NAME COMMAND...: the command succeeds.
try() {
    local name=$1
    shift
    if "$@" >"$work/try" 2>&1; then ok "$name"; else not_ok "$name" "$(cat "$work/try")"; fi
}

# soon NAME SECONDS COMMAND...: the command succeeds within that time.
soon() {
    local name=$1 seconds=$2
    shift 2
    if within "$seconds" "$@" >"$work/try" 2>&1; then ok "$name"; else not_ok "$name" "not within $seconds s:" "$(tail -n 20 "$work/try")"; fi
}

# within SECONDS COMMAND...: repeats the command until it succeeds.
within() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.5
    done
}

# A table's rows without the line of dashes, blanks squeezed, sorted; the heading stays first.
normal() { sed -e '/^[- ]*$/d' -e 's/  *$//' -e 's/   */  /g' | { read -r heading; printf '%s\n' "$heading"; LC_ALL=C sort; }; }

# golden NAME FILE: what is printed on standard input is what the golden holds: JSON to the letter, a table up to
# column widths and the order of rows.
golden() {
    local difference same=normal
    [[ $2 != *.json ]] || same="cat"
    if difference=$(diff <("$same" <"$here/goldens/$2") <("$same")); then ok "$1"; else not_ok "$1" "$difference"; fi
}

# begin LAB ARGUMENT...: brings the lab up and logs az in, or ends the script.
begin() {
    fairlead down >/dev/null 2>&1
    if ! fairlead up "$@" >"$work/up" 2>&1; then
        not_ok 'the lab comes up' "$(cat "$work/up")"
        exit 1
    fi
    ok 'the lab comes up'
    if ! az group show -n "$group" -o table >"$work/group" 2>&1; then
        not_ok 'az is logged in' "$(cat "$work/group")"
        exit 1
    fi
    ok 'az is logged in'
}

# Takes the lab down, looks for what it left behind, and ends the script.
end() {
    if fairlead down >"$work/down" 2>&1 && [ ! -e "$FAIRLEAD_HOME" ] && ! grep -lqs "$FAIRLEAD_HOME" /proc/[0-9]*/cmdline; then
        ok 'down removes the cloud, folder and processes'
    else
        not_ok 'down removes the cloud, folder and processes' "$(cat "$work/down")" "$(ls -la "$FAIRLEAD_HOME" 2>&1)" "$(grep -ls "$FAIRLEAD_HOME" /proc/[0-9]*/cmdline)"
    fi
    trap - EXIT
    rm -rf "$work"
    exit "$failed"
}
