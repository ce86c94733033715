// keep-alive.ts — how soon a connection notices that the other side is gone, on both sides.

/** Silence after which the kernel asks whether the peer is there: dead within 10 + 3 × 3 s. */
export const KEEP_ALIVE_IDLE_MILLISECONDS = 10_000;

/** For a PostgreSQL session: the server notices a dead or cut client, also while it works for it. */
export const SERVER_KEEP_ALIVE =
  '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3 ' +
  '-c tcp_user_timeout=20000 -c client_connection_check_interval=5000';
