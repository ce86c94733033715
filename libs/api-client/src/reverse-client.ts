import type { ApiClient } from './api-client';
import type { ReverseCode, ReverseCodeState } from './subscriber-views';

/** A login by a message of one's own, apart from ApiClient: most pages need it never. */
export class ReverseClient {
  constructor(
    private readonly edge: ApiClient,
    private readonly locale: () => string,
  ) {}

  /** Whether a channel takes messages now. */
  offer(signal?: AbortSignal): Promise<{ readonly open: boolean }> {
    return this.edge.send('auth/reverse', { signal });
  }

  /** A code for the person to send. */
  open(): Promise<ReverseCode> {
    return this.edge.send(`auth/reverse?lang=${this.locale()}`, { method: 'POST', body: {} });
  }

  /** Of the code that this device showed, for a page that forgot it. */
  shown(signal?: AbortSignal): Promise<{ readonly state: ReverseCodeState | null }> {
    return this.edge.send('auth/reverse/device', { signal });
  }

  /** Whether it has come. */
  state(challengeId: string, signal?: AbortSignal): Promise<{ readonly state: ReverseCodeState }> {
    return this.edge.send(`auth/reverse/${encodeURIComponent(challengeId)}`, { signal });
  }
}
