// smtp.ts — a simulated mail server: SMTP with a login, mailboxes, and what goes wrong there and on the wire.
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { mailIn } from './mime';

/**
 * `timeout` and `cut` take the mail first: the sender cannot know whether it was sent; `cut-early` cuts before there is any.
 * The rest is answered: `450` and `550` of the mailbox, `550-sender` of who sends, `554` of what it says, `421` of all,
 * `454` of every login.
 */
export type SmtpFault =
  '421' | '450' | '454' | '550' | '550-sender' | '554' | 'timeout' | 'cut' | 'cut-early' | 'slow';

type Mail = { readonly to: string; readonly from: string } & ReturnType<typeof mailIn>;
type Done = (error?: Error | null) => void;

const ANSWERS: Readonly<Partial<Record<SmtpFault, readonly [code: number, words: string]>>> = {
  '421': [421, '4.3.2 Service not available, closing transmission channel'],
  '450': [450, '4.2.1 Mailbox busy, try again later'],
  '454': [454, '4.7.0 Temporary authentication failure'],
  '550': [550, '5.1.1 No such user here'],
  '550-sender': [550, '5.7.1 Sender is not allowed'],
  '554': [554, '5.7.1 Message looks like spam'],
};
const SLOW_MILLISECONDS = 300;

export class SmtpSimulator {
  /** Newest first. */
  readonly inbox: Mail[] = [];
  /** Of the next mails; undefined: none. */
  fault: SmtpFault | undefined;
  readonly user = 'saring';
  readonly password = 'rahasia-surel';
  private readonly sockets = new Set<Socket>();
  private readonly server: SMTPServer;

  /** @param isEncrypted offers STARTTLS by a certificate that nobody vouches for. */
  constructor(isEncrypted: boolean) {
    const options: SMTPServerOptions = {
      ...{ allowInsecureAuth: true, authOptional: false, logger: false, closeTimeout: 100 },
      ...(isEncrypted ? {} : { disabledCommands: ['STARTTLS'] }),
      onAuth: ({ username, password }, _, done) => {
        if (this.fault === '454') return done(this.refusal('454'));
        if (username !== this.user || password !== this.password)
          return done(answered(535, '5.7.8 Username and password not accepted'));
        done(null, { user: username });
      },
      onMailFrom: (_, __, done) => done(this.fault === '550-sender' ? this.refusal('550-sender') : null),
      onRcptTo: (_, __, done) => {
        if (this.fault === 'cut-early') return this.cut();
        done(this.refusal('421') ?? this.refusal('450') ?? this.refusal('550'));
      },
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          const said = { to: envelope.rcptTo[0]?.address ?? '', from, ...mailIn(Buffer.concat(chunks)) };
          this.answer(said, done);
        });
      },
    };
    this.server = new SMTPServer(options);
    this.server.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    // What a cut connection says of itself.
    this.server.on('error', () => undefined);
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo | null)?.port ?? 0;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  private answer(mail: Mail, done: Done): void {
    const refused = this.refusal('554');
    if (refused) return done(refused);
    this.inbox.unshift(mail);
    if (this.fault === 'timeout') return;
    if (this.fault === 'cut') return this.cut();
    if (this.fault === 'slow') return void setTimeout(done, SLOW_MILLISECONDS);
    done();
  }

  private refusal(fault: SmtpFault): Error | null {
    const answer = ANSWERS[fault];
    return this.fault === fault && answer ? answered(...answer) : null;
  }

  private cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}

const answered = (responseCode: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode });

/** Starts the simulated mail server on 127.0.0.1, on any free port. */
export const startSmtpSimulator = async ({ isEncrypted = false } = {}): Promise<SmtpSimulator> => {
  const simulator = new SmtpSimulator(isEncrypted);
  await simulator.listen();
  return simulator;
};
