/** As domain.md has it: without an event stream the page polls. */
export const POLL_MILLISECONDS = 10_000;

export const LIVE_EVENTS = ['balance', 'status', 'applied', 'order'] as const;
export type LiveEvent = (typeof LIVE_EVENTS)[number];

/** As much of the browser's EventSource as is needed. */
export interface EventStream {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}
const CLOSED = 2;
/** A poll that failed is made up for by the next. */
const askLater = (): void => undefined;

export type LiveOptions = {
  /** Opens `/api/v1/events`; null where the browser cannot. */
  readonly open: () => EventStream | null;
  readonly onEvent: (event: LiveEvent, data: string) => void;
  /** Asks for the present: when the stream opens, for what came before it, and in its place while it is broken. */
  readonly poll: () => Promise<void>;
  /** Whether the stream is open. */
  readonly onLive?: (isLive: boolean) => void;
  readonly every?: (task: () => void, milliseconds: number) => () => void;
};

const everyInterval = (task: () => void, milliseconds: number): (() => void) => {
  const timer = setInterval(task, milliseconds);
  return () => clearInterval(timer);
};

/** Follows a subscriber's events, and polls every 10 s while the stream is broken. @returns the end of it. */
export const followLive = ({
  open,
  onEvent,
  poll,
  onLive = () => undefined,
  every = everyInterval,
}: LiveOptions): (() => void) => {
  let stream: EventStream | null = null;
  let isLive = false;
  let isPolling = false;
  let isOver = false;

  const setLive = (next: boolean) => {
    if (isOver || next === isLive) return;
    isLive = next;
    onLive(next);
  };
  const ask = async () => {
    if (isPolling || isOver) return;
    isPolling = true;
    await poll().finally(() => {
      isPolling = false;
    });
  };
  const connect = () => {
    const opened = open();
    stream = opened;
    opened?.addEventListener('open', () => {
      setLive(true);
      ask().catch(askLater);
    });
    // A browser tries again by itself, unless edge refused (the session ran out): then the next poll renews it.
    opened?.addEventListener('error', () => setLive(false));
    for (const event of LIVE_EVENTS)
      opened?.addEventListener(event, ({ data }) => {
        if (!isOver) onEvent(event, typeof data === 'string' ? data : '');
      });
  };
  const tick = async () => {
    if (isLive) return;
    await ask();
    if (isOver || isLive || (stream && stream.readyState !== CLOSED)) return;
    stream?.close();
    connect();
  };

  connect();
  const stop = every(() => {
    tick().catch(askLater);
  }, POLL_MILLISECONDS);
  return () => {
    isOver = true;
    stop();
    stream?.close();
  };
};
