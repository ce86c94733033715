// applied-on-router.ts — which versions of accounts one router holds, kept, stored and published.
import type { GatewayFacts } from '../routers/gateway-facts';
import type { Account } from './access-tables.rows';
import type { AppliedAccess, AppliedVersions } from './applied-access';

const FACTS_IN_FLIGHT = 64;

export class AppliedOnRouter {
  private constructor(
    private readonly routerId: string,
    private readonly stored: AppliedAccess,
    private readonly facts: GatewayFacts,
    private readonly versions: Map<string, AppliedVersions>,
  ) {}

  static async load(routerId: string, stored: AppliedAccess, facts: GatewayFacts): Promise<AppliedOnRouter> {
    return new AppliedOnRouter(routerId, stored, facts, await stored.on(routerId));
  }

  /** Notes that the router holds what it should for these accounts. */
  async note(accounts: readonly Account[]): Promise<void> {
    const changed = accounts.filter(({ subscriberId, statusVersion, devicesVersion }) => {
      const held = this.versions.get(subscriberId);
      return held?.statusVersion !== statusVersion || held.devicesVersion !== devicesVersion;
    });
    if (changed.length === 0) return;
    await this.stored.save(this.routerId, changed);
    for (const account of changed) this.versions.set(account.subscriberId, account);
    for (let start = 0; start < changed.length; start += FACTS_IN_FLIGHT) {
      const batch = changed.slice(start, start + FACTS_IN_FLIGHT);
      await Promise.all(
        batch.map((account) => this.facts.accessApplied(this.routerId, account, account.status ?? '')),
      );
    }
  }
}
