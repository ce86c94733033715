// diagnosis.controller.ts — "why is this person offline?": collects what each service says, and decides by one rule.
import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuthOtp, Billing, QuotaLedger, RouterGateway } from '@saring/contracts';
import { Messenger, UnavailableError } from '@saring/messaging';
import { ApiRoute, arrayOf, objectOf } from '../http/api-route';
import { INSTANT_OR_NULL, oneOf, TEXT, TEXT_OR_NULL, UUID } from '../http/api-schema';
import { LINE_CAUSES, lineCauseOf } from './line-cause';
import { UuidPipe } from '../http/uuid-pipe';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import {
  diagnose,
  OFFLINE_CAUSES,
  OFFLINE_REPAIRS,
  OFFLINE_STEPS,
  STEP_STATES,
  type OfflineEvidence,
} from './offline-cause';

/** Every router is asked while the operator waits. */
const INSPECTION_MILLISECONDS = 12_000;
/** Nobody has more. */
const LINES_MOST = 100;

const DIAGNOSIS = objectOf({
  cause: oneOf(OFFLINE_CAUSES),
  repair: oneOf(OFFLINE_REPAIRS),
  steps: arrayOf(objectOf({ step: oneOf(OFFLINE_STEPS), state: oneOf(STEP_STATES) })),
  blockReason: TEXT_OR_NULL,
  deviceId: TEXT_OR_NULL,
  deviceName: TEXT_OR_NULL,
  lastSeenAt: INSTANT_OR_NULL,
  routerId: TEXT_OR_NULL,
  routerName: TEXT_OR_NULL,
  orderId: TEXT_OR_NULL,
  lines: {
    ...arrayOf(
      objectOf({ lineId: UUID, name: TEXT, cause: oneOf(LINE_CAUSES), routerId: UUID, routerName: TEXT }),
    ),
    description: 'the PPPoE lines of the person, each with what stops it',
  },
});

@ApiTags('subscribers')
@UseGuards(OperatorGuard)
@Controller('api/v1/subscribers')
export class DiagnosisController {
  constructor(private readonly messenger: Messenger) {}

  /** `cause` is what stops the person, `repair` what helps; the steps are the way from the phone to the order. */
  @ApiRoute('Why a subscriber is offline, and what repairs it', {
    schema: DIAGNOSIS,
    unpaged: 'the steps of one diagnosis',
  })
  @Get(':subscriberId/diagnosis')
  @Permit('devices:read')
  async diagnosis(@Param('subscriberId', UuidPipe) subscriberId: string) {
    const subscriber = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    const [quota, routers, orders, devices, lines] = await Promise.all([
      this.messenger.request(QuotaLedger.method.getQuota, { subscriberId }),
      this.inspection(subscriberId),
      this.orders(subscriberId),
      this.messenger.request(AuthOtp.method.listDevices, { subscriberId }),
      this.lines(subscriberId),
    ]);
    const diagnosis = diagnose({
      ...{ subscriber, orders, routers },
      account: {
        status: quota.status,
        debtBlock: quota.debtBlock ?? null,
        blockReason: quota.blockReason ?? null,
        hadGrant: quota.grants.length > 0 || quota.usedBytes > 0,
      },
    });
    const device = devices.items.find(({ deviceId }) => deviceId === diagnosis.deviceId);
    const inspected = routers?.devices.find(({ deviceId }) => deviceId === diagnosis.deviceId);
    const router = routers?.routers.find(({ routerId }) => routerId === diagnosis.routerId);
    return {
      ...diagnosis,
      blockReason: subscriber.blockReason ?? null,
      deviceName: device ? device.label || device.mac : null,
      lastSeenAt: inspected?.lastSeenAt ?? null,
      routerName: router?.name ?? null,
      lines,
    };
  }

  /** None while the gateway does not answer: the diagnosis says that itself. */
  private async lines(subscriberId: string) {
    const asked = { subscriberId, limit: LINES_MOST };
    const page = await this.orNull(() =>
      this.messenger.request(RouterGateway.method.listLines, asked, INSPECTION_MILLISECONDS),
    );
    return (page?.items ?? [])
      .filter(({ state }) => state !== 'removed')
      .map((line) => ({
        ...{ lineId: line.lineId, name: line.username, cause: lineCauseOf(line) },
        ...{ routerId: line.routerId, routerName: line.routerName },
      }));
  }

  private inspection(subscriberId: string) {
    return this.orNull(() =>
      this.messenger.request(RouterGateway.method.inspectAccess, { subscriberId }, INSPECTION_MILLISECONDS),
    );
  }

  private orders(subscriberId: string): Promise<OfflineEvidence['orders']> {
    const first = async (state: string): Promise<string | null> => {
      const { items } = await this.messenger.request(Billing.method.listOrders, {
        ...{ subscriberId, state, limit: 1 },
      });
      return items[0]?.orderId ?? null;
    };
    return this.orNull(async () => {
      const [paid, open] = await Promise.all([first('unfulfilled'), first('open')]);
      return { paid, open };
    });
  }

  /** A service that is away leaves its part of the diagnosis open. */
  private async orNull<T>(ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof UnavailableError) return null;
      throw error;
    }
  }
}
