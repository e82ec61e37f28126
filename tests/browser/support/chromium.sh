#!/bin/sh
# Starts Chromium without two pop-ups of its address bar. Each window loads them as pages of their own, which nobody sees in
# a headless browser and which cost as much as the page under test. Chromium heeds only the last list of disabled features,
# so these are added to the list that Playwright passes.
for argument; do
  shift
  case $argument in
    --disable-features=*) argument="$argument,WebUIOmniboxPopup,WebUIOmniboxAimPopup" ;;
  esac
  set -- "$@" "$argument"
done
exec "${CHROMIUM:-/usr/bin/chromium}" "$@"
