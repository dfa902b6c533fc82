#!/bin/sh
# Gives a robot account a new secret by its own secret, and puts it where the old one was. It may be stopped anywhere:
# what is stored works before and after, and the next run goes on. Not to be run in two places for one robot account.
#
# ROBOT_URL    the console, such as https://robots.example.com
# ROBOT_NAME   the full name, such as robot-library+ci
# ROBOT_HOURS  for how long the old secret goes on after the new one was first used; 24
# and one of
# ROBOT_FILE   the file that holds the secret, and nothing else
# ROBOT_SECRET the Kubernetes Secret that pods pull with; it holds the secret as robot-secret, too. Then also
# ROBOT_REGISTRY the registry's address, as pods name it
#
# It ends with 0 when there is a new secret, with 75 when it is too early for one, else with another number.
set -eu
umask 077
hours=${ROBOT_HOURS:-24}

quoted() { printf '%s' "$1" | sed 's/[\\"]/\\&/g'; }
field() { printf '%s' "$answer" | sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p"; }
base64_of() { base64 | tr -d '\n'; }

load() {
  if [ -n "${ROBOT_FILE:-}" ]; then cat "$ROBOT_FILE"; return; fi
  kubectl get secret "$ROBOT_SECRET" -o 'jsonpath={.data.robot-secret}' | base64 -d
}

# On the disk before it takes the place of the old one, which it does at once or not at all. Who may read it stays.
store_file() {
  cp -pf "$ROBOT_FILE" "$ROBOT_FILE.new"
  chmod u+w "$ROBOT_FILE.new"
  printf '%s' "$1" > "$ROBOT_FILE.new"
  sync "$ROBOT_FILE.new" 2> /dev/null || sync
  mv "$ROBOT_FILE.new" "$ROBOT_FILE"
  sync "$(dirname "$ROBOT_FILE")" 2> /dev/null || sync
}

# Both keys in one request.
store_kubernetes() {
  login="{\"username\":\"$(quoted "$ROBOT_NAME")\",\"password\":\"$(quoted "$1")\"}"
  config=$(printf '{"auths":{"%s":%s}}' "$ROBOT_REGISTRY" "$login" | base64_of)
  patch=$(printf '{"data":{".dockerconfigjson":"%s","robot-secret":"%s"}}' "$config" "$(printf '%s' "$1" | base64_of)")
  printf '%s' "$patch" | kubectl patch secret "$ROBOT_SECRET" --type merge --patch-file /dev/stdin > /dev/null
}

old=$(load)
user=$(printf 'user = "%s:%s"' "$(quoted "$ROBOT_NAME")" "$(quoted "$old")")
url=$ROBOT_URL/api/v2.0/robots/self/secret
# By standard input: what stands in an argument can be read in the list of processes.
answer=$(printf '%s' "$user" | curl --config - --silent --show-error --max-time 20 --write-out '%{http_code}' --json "{\"hours\":$hours}" "$url")
status=$(printf '%s' "$answer" | tail -c 3)
case $status in
  200) ;;
  409 | 429) echo "Not yet: $(field message)" >&2; exit 75 ;;
  *) echo "Refused with $status: $(field message)" >&2; exit 1 ;;
esac
new=$(field secret)
[ -n "$new" ]
if [ -n "${ROBOT_FILE:-}" ]; then
  store_file "$new"
else
  store_kubernetes "$new"
fi
echo "A new secret is stored."
