// bench.ts — the router as the questions see it: it asks, keeps the router's raw words, and takes away all it has made.
import { connectRouterOs, type RouterOsAddress } from '../routeros/connect';
import { SentenceParser } from '../routeros/codec';
import type { Command, Listening, RouterOsClient } from '../routeros/client';
import { RouterOsError, RouterTrapError } from '../routeros/errors';
import type { Reply, Row } from '../routeros/reply';
import { BENCH_ADDRESSES, BENCH_NAME, BENCH_SIGNATURE } from './bench-names';
import type { Pseudonyms } from './pseudonyms';

/** Raw sentences kept of one question: enough to see the form. */
const SENTENCES_KEPT = 8;
const TIMEOUT_MILLISECONDS = 30_000;
/** After a lost connection, how often the bench comes back to clean up. */
const CLEAN_UP_TRIES = 3;
const MOST_ADDRESSES = 250;

/** The menus in which the bench makes rows, and the attribute that marks them as its own. */
export const BENCH_MENUS: Readonly<Record<string, 'comment' | 'name'>> = {
  '/ip/firewall/address-list': 'comment',
  '/ip/firewall/raw': 'comment',
  '/ip/hotspot/ip-binding': 'comment',
  '/ip/hotspot/user': 'comment',
  '/ip/hotspot/walled-garden/ip': 'comment',
  '/ip/dhcp-server/option': 'name',
  '/queue/simple': 'comment',
  '/queue/type': 'name',
  '/system/script': 'name',
};

type Asked = Omit<Command, 'path' | 'onRows' | 'maySend'>;

type BenchOptions = {
  /** The operator's own device, on which bindings may be tried. */
  readonly deviceMac?: string;
  readonly wait?: (seconds: number) => Promise<void>;
};

const waitFor = (seconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1_000);
  });

/** A thing of the bench that is on the router. */
export type Leftover = { readonly menu: string; readonly id: string };

const isOurs = (menu: string, row: Row): boolean =>
  BENCH_MENUS[menu] === 'name'
    ? (row['name'] ?? '').startsWith(BENCH_NAME)
    : (row['comment'] ?? '').startsWith(BENCH_SIGNATURE);

export class Bench {
  readonly deviceMac: string | undefined;
  readonly wait: (seconds: number) => Promise<void>;
  private client: RouterOsClient | undefined;
  private sentences: string[][] = [];
  private made = 0;

  constructor(
    private readonly address: RouterOsAddress,
    private readonly pseudonyms: Pseudonyms,
    options: BenchOptions = {},
  ) {
    this.deviceMac = options.deviceMac;
    this.wait = options.wait ?? waitFor;
  }

  /** @throws RouterOsError when there is no answer or the router refuses the login. */
  async connect(): Promise<void> {
    const parser = new SentenceParser((words) => this.keep(words));
    const tap = (chunk: Buffer): void => parser.feed(chunk);
    const link = await connectRouterOs(this.address, undefined, tap);
    this.client = link.client;
    this.sentences = [];
  }

  get isConnected(): boolean {
    return this.client !== undefined && this.client.dead === undefined;
  }

  /** @throws RouterOsError when the connection is lost or the router does not answer; a refusal is a value. */
  run(path: string, asked: Asked = {}): Promise<Reply> {
    return this.open().run({ timeoutMilliseconds: TIMEOUT_MILLISECONDS, ...asked, path });
  }

  /** @throws RouterTrapError when the router refuses. */
  async print(menu: string, asked: Asked = {}): Promise<readonly Row[]> {
    const path = `${menu}/print`;
    const reply = await this.run(path, asked);
    if (!reply.ok) throw new RouterTrapError(path, reply.trap);
    return reply.rows;
  }

  listen(menu: string, onRows: (rows: readonly Row[]) => void): Listening {
    return this.open().listen({ path: `${menu}/listen`, onRows });
  }

  /** A name that nothing else on the router has. */
  newName(): string {
    this.made += 1;
    return `${BENCH_NAME}-${this.made}`;
  }

  /** Another documentation address for each entry. */
  newAddress(): string {
    this.made += 1;
    return `${BENCH_ADDRESSES}${(this.made % MOST_ADDRESSES) + 1}`;
  }

  /** Adds a thing that is signed as the bench's. */
  add(menu: string, attributes: Readonly<Record<string, string>>): Promise<Reply> {
    const signed =
      BENCH_MENUS[menu] === 'comment'
        ? { comment: BENCH_SIGNATURE, ...attributes }
        : { name: this.newName(), ...attributes };
    if (!isOurs(menu, signed)) throw new Error(`${menu}: the bench makes only what it finds again`);
    return this.run(`${menu}/add`, { attributes: signed });
  }

  /** @throws RouterTrapError when the router refuses. @returns the new thing's id. */
  async make(menu: string, attributes: Readonly<Record<string, string>>): Promise<string> {
    const reply = await this.add(menu, attributes);
    if (!reply.ok) throw new RouterTrapError(`${menu}/add`, reply.trap);
    return reply.ret ?? '';
  }

  /** A thing as the router shows it now; undefined when it is gone. */
  async row(menu: string, id: string): Promise<Row | undefined> {
    return (await this.print(menu, { queries: [`?.id=${id}`] }))[0];
  }

  /** The rows of the bench on the router, of this run or of an interrupted one. */
  async leftovers(): Promise<Leftover[]> {
    const found: Leftover[] = [];
    for (const [menu, sign] of Object.entries(BENCH_MENUS)) {
      const reply = await this.run(`${menu}/print`, { proplist: ['.id', sign, 'dynamic'] });
      // A menu that this router lacks holds nothing of ours.
      if (!reply.ok) continue;
      for (const row of reply.rows) if (isOurs(menu, row)) found.push({ menu, id: row['.id'] ?? '' });
    }
    return found;
  }

  /** Removes the rows of the bench, over a new connection if needed. @returns what stays. */
  async cleanUp(): Promise<Leftover[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (!this.isConnected) await this.connect();
        for (const { menu, id } of await this.leftovers())
          await this.run(`${menu}/remove`, { attributes: { '.id': id } });
        return await this.leftovers();
      } catch (error) {
        if (attempt >= CLEAN_UP_TRIES) throw error;
      }
    }
  }

  /** The router's sentences since the last `takeWords`, unchanged. */
  get words(): readonly (readonly string[])[] {
    return this.sentences;
  }

  /** The router's sentences since the last call, redacted. */
  takeWords(): string[][] {
    const words = this.sentences.map((sentence) => this.pseudonyms.sentence(sentence));
    this.sentences = [];
    return words;
  }

  /** Ends the connection; a question that is open fails. */
  close(): void {
    this.client?.die(new RouterOsError('lost', 'the first hour is over'));
  }

  private open(): RouterOsClient {
    if (!this.client) throw new Error('the bench is not connected');
    return this.client;
  }

  /** The first sentences and always the newest one: a table's form, and how it ended. */
  private keep(words: readonly string[]): void {
    if (this.sentences.length >= SENTENCES_KEPT) this.sentences.pop();
    this.sentences.push([...words]);
  }
}
