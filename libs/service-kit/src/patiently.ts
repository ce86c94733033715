// patiently.ts — a start waits for what is away, and says so: whoever supervises it has nothing to do.
import { sleep } from '@saring/kernel';
import type { Logger } from 'pino';

const RETRY_MILLISECONDS = { first: 200, longest: 5_000 };

type Patience = {
  readonly logger: Logger;
  /** Whether it may pass; any other fault ends the start. */
  readonly mayPass: (error: unknown) => boolean;
};

/** Does something of a start until it is done. @param waits what it says while it waits. @throws what does not pass. */
export const patiently = async <Result>(
  waits: string,
  work: () => Promise<Result>,
  { logger, mayPass }: Patience,
): Promise<Result> => {
  for (let pause = RETRY_MILLISECONDS.first; ; pause = Math.min(pause * 2, RETRY_MILLISECONDS.longest)) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error)) throw error;
      logger.warn({ error: (error as Error).message }, waits);
      await sleep(pause);
    }
  }
};
