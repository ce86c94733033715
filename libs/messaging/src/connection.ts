// connection.ts — a process's one connection to NATS.
import { connect, type NatsConnection } from 'nats';
import { reconnectDelay } from './reconnect-delay';

const RECONNECT_MILLISECONDS = { wait: 250, jitter: 250 };
/** A server that answers no ping is left for another after so many: 12 s. */
const PING = { everyMilliseconds: 4_000, mostOutstanding: 2 };

/** One connection a process. Waits for a server that is not there yet and comes back to one that went away. */
export const connectNats = (url: string, name: string): Promise<NatsConnection> => {
  const address = natsAddress(url);
  return connect({
    ...address,
    name,
    maxReconnectAttempts: -1,
    waitOnFirstConnect: true,
    reconnectDelayHandler: reconnectDelay({
      waitMilliseconds: RECONNECT_MILLISECONDS.wait,
      jitterMilliseconds: RECONNECT_MILLISECONDS.jitter,
      servers: address.servers.length,
    }),
    pingInterval: PING.everyMilliseconds,
    maxPingOut: PING.mostOutstanding,
  });
};

/** Servers with commas between; user and password are those of the first that names them. */
const natsAddress = (
  url: string,
): { servers: string[]; user?: string; pass?: string; inboxPrefix?: string } => {
  const urls = url.split(',').map((one) => new URL(one.includes('://') ? one : `nats://${one}`));
  const named = urls.find(({ username }) => username !== '');
  const servers = urls.map(({ protocol, host }) => `${protocol}//${host}`);
  if (!named) return { servers };
  const user = decodeURIComponent(named.username);
  // A user's replies come on subjects that no one else may listen to (infra/nats).
  return { servers, user, pass: decodeURIComponent(named.password), inboxPrefix: `_INBOX_${user}` };
};
