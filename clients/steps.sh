# What every clients/az-*/test-az needs beyond labs/judge.sh; to be sourced at its beginning.
# shellcheck shell=bash disable=SC2034,SC2154
#
# Each step is one run of az, as a person would type it. Steps between `together` and `apart` run side by side, since
# az spends its time on starting; they are printed in their order when all have ended.

. "$here/../../labs/judge.sh"

key=$here/../key.pub # of a key that nobody has any more
at_once=$(($(nproc) + 1))
steps=0
side_by_side=no

# use VERSION: makes an empty cloud, and az of this version speaks to it.
use() {
    export FAIRLEAD_AZ_ROOT=${XDG_CACHE_HOME:-$HOME/.cache}/fairlead/az-$1
    fairlead down >/dev/null 2>&1
    fairlead serve >"$work/serve" 2>&1 &
    within 60 fairlead status >"$work/status" 2>&1 || not_ok 'the cloud starts' "$(cat "$work/serve" "$work/status")"
    fairlead env >"$work/env" 2>"$work/err" || not_ok "az $1 is logged in" "$(cat "$work/err")"
    . "$work/env"
    subscription=$(az account show --query id -o tsv)
    if [ "$(az version --query '"azure-cli"' -o tsv 2>/dev/null)" = "$1.0" ] && [ -n "$subscription" ]; then
        ok "az $1 is logged in"
    else
        not_ok "az $1 is logged in" "$(az version 2>&1)"
        exit 1
    fi
}

# goes NAME ARGUMENTS...: az succeeds.
goes() { step judge_success "$@"; }
judge_success() {
    local name=$1 said
    shift
    if said=$(az "$@" 2>&1 >/dev/null); then ok "$name"; else not_ok "$name" "az $*" "$said"; fi
}

# says NAME EXPECTED ARGUMENTS...: az succeeds and prints exactly this.
says() { step judge_words "$@"; }
judge_words() {
    local name=$1 expected=$2 errors=$work/$BASHPID.err printed status=0
    shift 2
    printed=$(az "$@" 2>"$errors") || status=$?
    if [ $status = 0 ] && [ "$printed" = "$expected" ]; then
        ok "$name"
    else
        not_ok "$name" "az $*" "exit code $status, expected:" "$expected" 'printed:' "$printed" "$(grep -v ^WARNING "$errors")"
    fi
}

# prints NAME FILE ARGUMENTS...: az prints what this golden holds.
prints() { step judge_golden "$@"; }
judge_golden() {
    local name=$1 file=$2
    shift 2
    az "$@" 2>"$work/$BASHPID.err" | golden "$name" "$file"
}

# refuses NAME WORDS ARGUMENTS...: az fails with these words among its own.
refuses() { step judge_refusal "$@"; }
judge_refusal() {
    local name=$1 words=$2 said status=0
    shift 2
    said=$(az "$@" 2>&1) || status=$?
    if [ $status != 0 ] && [[ $said == *"$words"* ]]; then
        ok "$name"
    else
        not_ok "$name" "az $*" "exit code $status, expected words: $words" "$said"
    fi
}

together() { side_by_side=yes; }
apart() {
    local file
    side_by_side=no
    for pid in "${running[@]}"; do wait "$pid"; done
    for file in "$work"/step-*; do
        [ -e "$file" ] || continue
        cat "$file"
        ! grep -q '^not ok' "$file" || failed=1
        rm -f "$file"
    done
    running=()
}
running=()
step() {
    local file
    steps=$((steps + 1))
    if [ $side_by_side = no ]; then
        "$@"
        return
    fi
    while [ "$(jobs -rp | wc -l)" -gt "$at_once" ]; do wait -n; done # the daemon is a job as well
    file=$work/$(printf 'step-%03d' "$steps")
    "$@" >"$file" 2>&1 &
    running+=($!)
}
