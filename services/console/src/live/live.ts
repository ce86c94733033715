// live.ts — hears from edge which part of the house has changed; one connection serves all tabs of a browser.
import { askServer } from './server-watch';

const STREAM = '/api/v1/operator/events';
const TOPICS = ['subscribers', 'person', 'quota', 'orders', 'books', 'routers'] as const;
export type Topic = (typeof TOPICS)[number];
/** `all`: what changed meanwhile is not known. */
export type News = Topic | 'all';

const NAME = 'saring-live';
/** After an answer that was no stream; a stream that ends comes back by itself. */
const RETRY_MILLISECONDS = 30_000;

const isNews = (data: unknown): data is News => data === 'all' || TOPICS.some((topic) => topic === data);

/** Opens the stream until the signal ends it. */
const follow = (onNews: (news: News) => void, signal: AbortSignal): void => {
  const stream = new EventSource(STREAM);
  let isFirst = true;
  let retry: ReturnType<typeof setTimeout> | undefined;
  stream.onopen = () => {
    if (!isFirst) onNews('all');
    isFirst = false;
  };
  for (const topic of TOPICS) stream.addEventListener(topic, () => onNews(topic));
  stream.onerror = () => {
    if (signal.aborted) return;
    // The connection is the first to feel that the server is gone.
    void askServer();
    if (stream.readyState !== EventSource.CLOSED) return;
    retry = setTimeout(() => {
      if (!signal.aborted) follow(onNews, signal);
    }, RETRY_MILLISECONDS);
  };
  signal.addEventListener('abort', () => {
    clearTimeout(retry);
    stream.close();
  });
};

/**
 * Calls back with what has changed. The tab that holds the lock has the connection and tells the others; where a
 * browser has no locks (a page without HTTPS) each tab has its own.
 * @returns how to stop.
 */
export const followHouse = (onNews: (news: News) => void): (() => void) => {
  const ending = new AbortController();
  const { signal } = ending;
  const locks = navigator.locks as LockManager | undefined;
  if (locks && typeof BroadcastChannel === 'function') {
    const channel = new BroadcastChannel(NAME);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isNews(data)) onNews(data);
    };
    signal.addEventListener('abort', () => channel.close());
    const lead = async (): Promise<void> => {
      follow((news) => {
        channel.postMessage(news);
        onNews(news);
      }, signal);
      await new Promise<void>((done) => signal.addEventListener('abort', () => done()));
    };
    locks.request(NAME, { signal }, lead).catch(() => undefined);
  } else follow(onNews, signal);
  return () => ending.abort();
};
