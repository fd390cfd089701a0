#!/bin/sh
# Chromium for the tests of the page: installed where it is missing and apt-get may, else it is said how. Never fails.
for name in "$WHOHOLDS_CHROMIUM" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" = 0 ]; then may=""; elif sudo -n true 2>/dev/null; then may="sudo -n"; else may=no; fi
if [ "$may" != no ] && command -v apt-get >/dev/null; then
  # shellcheck disable=SC2086
  $may apt-get update -qq && $may apt-get install -qq -y --no-install-recommends chromium && exit 0
fi
echo "Without Chromium the tests of the page are skipped. Debian: apt-get install chromium; elsewhere name yours in WHOHOLDS_CHROMIUM." >&2
exit 0
