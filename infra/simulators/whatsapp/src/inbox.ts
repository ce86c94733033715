// inbox.ts — the messages that arrived, newest first, and word of each new one.
const MAX_MESSAGES = 2_000;
const MAX_FILES = 100;

export type DeliveryState = 'sent' | 'delivered' | 'read';

export interface InboxFile {
  name: string;
  type: string;
  content: Buffer;
}

export interface InboxMessage {
  id: string;
  /** Digits with the country's code: 62812… */
  target: string;
  message: string;
  /** ISO 8601, UTC. */
  at: string;
  state: DeliveryState;
  /** Other wishes of the sender: url, schedule, delay… */
  extras: Record<string, string>;
  /** A file that came along; its bytes are at `/files/<id of the message>`. */
  file?: { name: string; type: string; bytes: number };
}

const MIN_DIGITS = 8;
const MAX_DIGITS = 15;

/** A number as Fonnte dials it: 08… becomes 62…; undefined if it is no number. */
export const normaliseTarget = (text: string, countryCode = '62'): string | undefined => {
  const digits = text.replace(/[\s+().-]/g, '');
  if (!/^\d+$/.test(digits)) return undefined;
  const full = digits.startsWith('0') && countryCode !== '0' ? countryCode + digits.slice(1) : digits;
  return full.length < MIN_DIGITS || full.length > MAX_DIGITS ? undefined : full;
};

export class Inbox {
  private messages: InboxMessage[] = [];
  private readonly files = new Map<string, InboxFile>();
  private nextId = 80_000_001;
  private readonly watchers = new Set<() => void>();

  /** Newest first, of one number if given in any spelling. */
  list(target?: string): InboxMessage[] {
    if (target === undefined || target === '') return [...this.messages];
    const wanted = normaliseTarget(target);
    return this.messages.filter((message) => message.target === wanted);
  }

  add(target: string, message: string, extras: Record<string, string>, file?: InboxFile): InboxMessage {
    const added: InboxMessage = {
      id: String(this.nextId),
      target,
      message,
      at: new Date().toISOString(),
      state: 'sent',
      extras,
      ...(file && { file: { name: file.name, type: file.type, bytes: file.content.length } }),
    };
    this.nextId += 1;
    this.messages = [added, ...this.messages].slice(0, MAX_MESSAGES);
    if (file) this.keep(added.id, file);
    this.tell();
    return added;
  }

  setState(message: InboxMessage, state: DeliveryState): void {
    message.state = state;
    this.tell();
  }

  fileOf(messageId: string): InboxFile | undefined {
    return this.files.get(messageId);
  }

  private keep(messageId: string, file: InboxFile): void {
    this.files.set(messageId, file);
    const [oldest] = this.files.keys();
    if (this.files.size > MAX_FILES && oldest !== undefined) this.files.delete(oldest);
  }

  clear(): void {
    this.messages = [];
    this.files.clear();
    this.tell();
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}
