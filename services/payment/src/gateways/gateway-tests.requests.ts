// gateway-tests.requests.ts — how money comes in, and an operator's test whether the gateway takes our key.
import { Controller, Inject } from '@nestjs/common';
import { Payment, type ReplyOf, type RequestOf } from '@saring/contracts';
import { newId, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { mayTestGateway, TEST_LIMIT } from './domain/test-limit';
import { endGatewayTest, gatewayTestsSince, insertGatewayTest, lastGatewayTest } from './gateway-tests.rows';
import { Gateways } from './gateways';

const rpc = Payment.method;
type Reply = ReplyOf<typeof rpc.getGateway>;
type Ways = { gateway?: string; environment?: string; methods: string[]; transfer: boolean };

@Controller()
export class GatewayTestRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly gateways: Gateways,
  ) {}

  @Answers(rpc.getGateway)
  async gateway(): Promise<Reply> {
    const last = await lastGatewayTest(this.pool, this.gateways.settingsHash);
    return {
      ...this.ways(),
      ...(last && {
        lastTest: {
          testedAt: last.tested_at.toISOString(),
          ...(last.fault && { fault: last.fault }),
          reason: last.reason,
        },
      }),
    };
  }

  @Answers(rpc.testGateway)
  async test({ actor }: RequestOf<typeof rpc.testGateway>): Promise<Reply> {
    const [id, at] = [newId(), this.clock.now()];
    const { vendor, settingsHash } = this.gateways;
    if (!vendor)
      return {
        ...this.ways(),
        lastTest: { testedAt: at.toISOString(), fault: 'not_configured', reason: '' },
      };
    await this.count(id, actor, at);
    const answer = await vendor.probe();
    const { fault, reason } = answer.outcome === 'failed' ? answer : { fault: null, reason: '' };
    await endGatewayTest(this.pool, id, { settingsHash, fault, reason });
    return { ...this.ways(), lastTest: { testedAt: at.toISOString(), ...(fault && { fault }), reason } };
  }

  /** One test at a time is counted: many at once cannot pass the last place together. */
  private count(id: string, actor: string, at: Date): Promise<void> {
    return inTransaction(this.pool, async (client) => {
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [`gateway-tests ${actor}`]);
      const since = new Date(at.getTime() - TEST_LIMIT.seconds * 1000);
      const allowed = mayTestGateway(await gatewayTestsSince(client, actor, since), at);
      if (!allowed.ok) throw new RefusalError(allowed.refusal.code, allowed.refusal.details);
      await insertGatewayTest(client, { id, actor, at });
    });
  }

  private ways(): Ways {
    const { vendor, environment, ways } = this.gateways;
    return {
      ...(vendor && { gateway: vendor.name }),
      ...(environment && { environment }),
      methods: ways.map(({ method }) => method),
      transfer: ways.some(({ method }) => method === 'manual'),
    };
  }
}
