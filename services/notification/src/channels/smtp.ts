// smtp.ts — one mail to one mailbox by SMTP, and whether its content was on its way when something failed.
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { HEALTH_LIMIT_MILLISECONDS } from './health';
import type { SmtpFailure } from './email-outcome';

export type SmtpOptions = {
  readonly host: string;
  readonly port: number;
  /** `starttls` insists on it; `none` sends no password but to this machine. */
  readonly tls: 'starttls' | 'tls' | 'none';
  /** Empty: the server lets anybody send. */
  readonly user: string;
  readonly password: string;
  /** `name@example.id`, or `Name <name@example.id>`. */
  readonly from: string;
  readonly answerLimitMilliseconds?: number;
};
type Mail = {
  /** Of the Message-ID: a mail that is sent again has the same one. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly file: { readonly name: string; readonly type: string; readonly content: Uint8Array } | null;
};
type Sent = { readonly messageId: string } | { readonly failure: SmtpFailure; readonly isUnderWay: boolean };

const ANSWER_LIMIT_MILLISECONDS = 20_000;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Of `Name <name@example.id>` what stands in the brackets. */
const addressIn = (from: string): string => /<([^<>]+)>/.exec(from)?.[1] ?? from.trim();

/** Never throws for what a server or a network does. */
export const sendMail = async (options: SmtpOptions, mail: Mail): Promise<Sent> => {
  const from = addressIn(options.from);
  const messageId = `<${mail.id}@${from.split('@')[1] ?? options.host}>`;
  const raw = await composed(options.from, messageId, mail);
  let isUnderWay = false;
  // Read only when the server has asked for the content.
  const content = Readable.from(
    (function* () {
      isUnderWay = true;
      yield raw;
    })(),
  );
  const connection = connectionOf(options);
  const failure = await ended(connection, options.answerLimitMilliseconds, (done) =>
    logIn(connection, options, (error) =>
      error ? done(error) : connection.send({ from, to: [mail.to] }, content, done),
    ),
  );
  return failure ? { failure, isUnderWay } : { messageId };
};

/** Connects and logs in, as for a mail, and goes again. @returns null: a mail would be taken. */
export const checkServer = (options: SmtpOptions): Promise<SmtpFailure | null> => {
  const { answerLimitMilliseconds: own = HEALTH_LIMIT_MILLISECONDS } = options;
  const answerLimitMilliseconds = Math.min(own, HEALTH_LIMIT_MILLISECONDS);
  const connection = connectionOf({ ...options, answerLimitMilliseconds });
  return ended(connection, answerLimitMilliseconds, (done) => logIn(connection, options, done));
};

type Done = (error?: Error | null) => void;

const logIn = (connection: SMTPConnection, options: SmtpOptions, done: Done): void =>
  connection.connect((refusal) => {
    if (refusal || !mayLogIn(options)) return done(refusal);
    connection.login({ user: options.user, pass: options.password }, done);
  });

/** Whatever was not on its way cannot be once it has failed. @returns null: it was done in time. */
const ended = async (
  connection: SMTPConnection,
  limit = ANSWER_LIMIT_MILLISECONDS,
  act: (done: Done) => void,
): Promise<SmtpFailure | null> => {
  const deadline = AbortSignal.timeout(limit);
  try {
    await new Promise<void>((resolve, reject) => {
      deadline.addEventListener('abort', () => reject(new Error('no answer in time')));
      connection.once('error', reject);
      // An answer of the server that ends it (421) is told right behind this.
      connection.once('end', () =>
        queueMicrotask(() => reject(new Error('the server closed the connection'))),
      );
      act((error) => (error ? reject(error) : resolve()));
    });
    connection.quit();
    return null;
  } catch (error) {
    connection.close();
    return failureOf(error);
  } finally {
    connection.removeAllListeners('error');
    connection.on('error', () => undefined);
  }
};

/** The whole mail, to the byte. */
const composed = async (from: string, messageId: string, mail: Mail): Promise<Buffer> => {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail({
    ...{ from, to: mail.to, subject: mail.subject, text: mail.text, messageId },
    // No answers of absence, please (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: mail.file
      ? [{ filename: mail.file.name, contentType: mail.file.type, content: Buffer.from(mail.file.content) }]
      : [],
  });
  return message as Buffer;
};

const connectionOf = ({ host, port, tls, answerLimitMilliseconds: limit }: SmtpOptions): SMTPConnection => {
  const milliseconds = limit ?? ANSWER_LIMIT_MILLISECONDS;
  return new SMTPConnection({
    ...{ host, port, secure: tls === 'tls', requireTLS: tls === 'starttls', ignoreTLS: tls === 'none' },
    ...{ connectionTimeout: milliseconds, greetingTimeout: milliseconds, socketTimeout: milliseconds },
  });
};

/** A password never travels where others can read it. */
const mayLogIn = ({ host, tls, user }: SmtpOptions): boolean =>
  user !== '' && (tls !== 'none' || LOOPBACK.test(host));

const failureOf = (error: unknown): SmtpFailure => {
  const { code, command, responseCode, response } = error as Partial<Record<string, unknown>>;
  return {
    code: typeof code === 'string' ? code : '',
    command: typeof command === 'string' ? command : '',
    responseCode: typeof responseCode === 'number' ? responseCode : 0,
    response: typeof response === 'string' ? response : (error as Error).message,
  };
};
