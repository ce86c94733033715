#!/bin/sh
# on-node.sh — installs the packages where they are not as the lock says, then becomes a program on the Node that they
# bring (or the machine's own, where that is new enough). The machine's own needs to be 20.19 or newer only for this.
set -e
here=$(dirname "$0")
node "$here/packages.mjs"
node=$(cat "$here/../../node_modules/.saring-node")
# Tools that say `#!/usr/bin/env node` find the same one.
PATH="$(dirname "$node"):$PATH"
export PATH
exec "$node" "$@"
