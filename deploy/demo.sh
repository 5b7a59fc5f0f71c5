#!/bin/sh
# The terminal answering, a few questions in a row. Usage: demo.sh path/to/studyhall
studyhall=$1

ask() {
    printf '\n$ studyhall'
    for word in "$@"; do
        case $word in
            *' '*) printf ' "%s"' "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$studyhall" "$@" || true # an answer of "not here" is an answer too
}

ask what fragate
ask what "donde guardo mis imagenes docker" --lang es
ask compare lambda batch
ask what ecd
ask what "azure functions"
printf '\nAsk your own: %s what "..."   Everything it can do: %s --help\n' "$studyhall" "$studyhall"
