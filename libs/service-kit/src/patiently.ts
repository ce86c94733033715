// patiently.ts — a start waits for what is away, and says so: whoever supervises it has nothing to do.
import { sleep } from '@saring/kernel';
import { isOutage } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import type { Logger } from 'pino';

const RETRY_MILLISECONDS = { first: 100, longest: 5_000 };

/**
 * Does something of a start with NATS until it is done: a server may take connections long before its JetStream answers.
 * @param waits what it says while it waits. @throws any other fault, and the last one once the connection is closed.
 */
export const patiently = async <Result>(
  waits: string,
  work: () => Promise<Result>,
  { nats, logger }: { readonly nats: NatsConnection; readonly logger: Logger },
): Promise<Result> => {
  for (let pause = RETRY_MILLISECONDS.first; ; pause = Math.min(pause * 2, RETRY_MILLISECONDS.longest)) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || nats.isClosed()) throw error;
      logger.warn({ error: (error as Error).message }, waits);
      await sleep(pause);
    }
  }
};
