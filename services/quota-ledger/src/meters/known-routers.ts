// known-routers.ts — whether router-gateway knows a router that the ledger has never metered.
import { RouterGateway } from '@saring/contracts';
import type { Messenger } from '@saring/messaging';

export class KnownRouters {
  private known = new Set<string>();
  private asking: Promise<void> | null = null;

  constructor(private readonly messenger: Messenger) {}

  /** @throws UnavailableError while router-gateway does not answer: then nothing of the router can be decided. */
  async has(routerId: string): Promise<boolean> {
    if (this.known.has(routerId)) return true;
    this.asking ??= this.ask().finally(() => (this.asking = null));
    await this.asking;
    return this.known.has(routerId);
  }

  private async ask(): Promise<void> {
    const { items } = await this.messenger.request(RouterGateway.method.listRouters, {});
    this.known = new Set(items.map((router) => router.routerId));
  }
}
