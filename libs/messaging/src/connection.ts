import { connect, type NatsConnection } from 'nats';

const RECONNECT_MILLISECONDS = { wait: 250, jitter: 250 };
const PING_MILLISECONDS = 10_000;

/** One connection a process. Waits for a server that is not there yet and comes back to one that went away. */
export const connectNats = (url: string, name: string): Promise<NatsConnection> =>
  connect({
    servers: url.split(','),
    name,
    maxReconnectAttempts: -1,
    waitOnFirstConnect: true,
    reconnectTimeWait: RECONNECT_MILLISECONDS.wait,
    reconnectJitter: RECONNECT_MILLISECONDS.jitter,
    pingInterval: PING_MILLISECONDS,
  });
