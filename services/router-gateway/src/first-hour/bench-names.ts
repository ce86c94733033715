// bench-names.ts — how everything that the first hour makes on a router is called, so that it is found again.

/** The comment of all that is made. Gateways leave `saring|site|` alone, whichever installation they are. */
export const BENCH_SIGNATURE = 'saring|site|first-hour';
/** Names of lists, and of what carries no comment. */
export const BENCH_NAME = 'saring-first-hour';
/** Documentation addresses (RFC 5737), which match no client. */
export const BENCH_ADDRESSES = '192.0.2.';
/** Documentation MACs (RFC 7042). */
export const BENCH_MAC = '00:00:5E:00:53:';
