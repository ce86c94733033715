// connect.ts — opens a connection to a router and logs in.
import { createHash } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { RouterOsClient } from './client';
import { RouterOsError } from './errors';

const CONNECT_TIMEOUT_MILLISECONDS = 5_000;
const KEEP_ALIVE_MILLISECONDS = 10_000;

export type RouterOsAddress = {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly user: string;
  readonly password: string;
  /** SHA-256 of the certificate seen at the first connection: routers sign their own, so the first one is remembered. */
  readonly pinnedFingerprint?: string;
};

type RouterOsLink = { readonly client: RouterOsClient; readonly fingerprint?: string };

/**
 * Connects and logs in. @param onBytes sees what the router sends, as it comes, after the client has.
 * @throws RouterOsError `lost` or `timeout` when there is no answer, `certificate_changed`, `login_refused`.
 */
export const connectRouterOs = async (
  address: RouterOsAddress,
  timeoutMilliseconds = CONNECT_TIMEOUT_MILLISECONDS,
  onBytes?: (chunk: Buffer) => void,
): Promise<RouterOsLink> => {
  const socket = await openSocket(address, timeoutMilliseconds);
  const fingerprint = socket instanceof TLSSocket ? socket.getPeerCertificate().fingerprint256 : undefined;
  if (address.pinnedFingerprint && fingerprint !== address.pinnedFingerprint) {
    socket.destroy();
    throw new RouterOsError(
      'certificate_changed',
      'the router shows another certificate than at the first connection',
    );
  }
  const client = clientOn(socket);
  if (onBytes) socket.on('data', onBytes);
  try {
    await login(client, address, timeoutMilliseconds);
  } catch (error) {
    client.die(new RouterOsError('lost', 'not logged in'));
    throw error;
  }
  return { client, fingerprint };
};

const openSocket = ({ host, port, tls }: RouterOsAddress, timeoutMilliseconds: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    // The certificate is checked by its pin, not by a chain, because routers sign their own.
    const socket = tls ? connectTls({ host, port, rejectUnauthorized: false }) : connectTcp({ host, port });
    const fail = (failure: 'lost' | 'timeout' | 'tls_refused', why: string): void => {
      socket.destroy();
      reject(new RouterOsError(failure, `cannot connect to ${host}:${port}: ${why}`));
    };
    const timer = setTimeout(() => fail('timeout', 'no answer in time'), timeoutMilliseconds);
    const failed = (error: Error): void => {
      clearTimeout(timer);
      const { failure, why } = explain(error, port, tls);
      fail(failure, why);
    };
    socket.once('error', failed);
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', failed);
      resolve(socket);
    });
  });

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the port is closed; switch the API service on (/ip service) and let this address use it',
  EHOSTUNREACH: 'the address cannot be reached; check the network or the tunnel to the router',
  ENETUNREACH: 'the address cannot be reached; check the network or the tunnel to the router',
  ECONNRESET: 'the router hung up; check the addresses that /ip service lets in',
  ENOTFOUND: 'the name is not known to DNS',
  ETIMEDOUT: 'no answer in time',
};

/** OpenSSL's words for a router whose api-ssl has no certificate: RouterOS then offers only anonymous ciphers. */
const NO_CERTIFICATE = /handshake failure|no shared cipher|no ciphers available|NO_SHARED_CIPHER/i;
const OLD_TLS = /unsupported protocol|protocol version|wrong version number|packet length too long/i;

/** Advice on a failed connection, instead of OpenSSL's words. */
const explain = (
  error: Error,
  port: number,
  tls: boolean,
): { failure: 'lost' | 'tls_refused'; why: string } => {
  const known = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  if (known !== undefined) return { failure: 'lost', why: known };
  if (tls && NO_CERTIFICATE.test(error.message))
    return {
      failure: 'tls_refused',
      why: 'the router offers no certificate; set one: /ip service set api-ssl certificate=…',
    };
  if (tls && OLD_TLS.test(error.message))
    return {
      failure: 'tls_refused',
      why: `port ${port} does not speak TLS 1.2; use the port of api-ssl (8729), or a newer RouterOS`,
    };
  return { failure: 'lost', why: 'the connection broke before the login' };
};

const clientOn = (socket: Socket): RouterOsClient => {
  socket.setNoDelay(true);
  socket.setKeepAlive(true, KEEP_ALIVE_MILLISECONDS);
  const client = new RouterOsClient(socket);
  socket.on('data', (chunk: Buffer) => client.receiveBytes(chunk));
  socket.on('drain', () => client.drained());
  socket.on('error', (error) => client.die(new RouterOsError('lost', error.message, { cause: error })));
  socket.on('end', () => client.ended());
  socket.on('close', () => client.ended());
  return client;
};

const login = async (
  client: RouterOsClient,
  address: RouterOsAddress,
  timeoutMilliseconds: number,
): Promise<void> => {
  const { user, password } = address;
  const attempt = (attributes: Record<string, string>) =>
    client.run({ path: '/login', attributes: { name: user, ...attributes }, timeoutMilliseconds });
  const plain = await attempt({ password });
  // Before 6.43 a router ignores the password and answers with a challenge.
  const challenge = plain.ok ? plain.ret : undefined;
  const reply =
    challenge === undefined ? plain : await attempt({ response: responseTo(challenge, password) });
  if (!reply.ok)
    throw new RouterOsError('login_refused', `the router refused user ${user}: ${reply.trap.message}`);
};

const responseTo = (challengeHex: string, password: string): string =>
  `00${createHash('md5').update(Buffer.of(0)).update(password).update(Buffer.from(challengeHex, 'hex')).digest('hex')}`;
