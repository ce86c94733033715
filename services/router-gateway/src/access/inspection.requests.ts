// inspection.requests.ts — what routers hold for one subscriber now: the first half of "why is this person offline?".
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { type Clock, type HeldState, type MacAddress, toInstant } from '@saring/kernel';
import { Answers, CLOCK } from '@saring/service-kit';
import type { InspectedHost } from '../domain/inspection';
import { PRESENT_SECONDS, Sightings } from '../presence/sightings';
import { Routers, type RouterRecord } from '../routers/routers';
import { RouterWork } from '../routers/router-work';
import type { Account } from './access-tables.rows';
import { DesiredAccess } from './desired-access';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;

const UNSEEN = { binding: 'unseen', list: 'unseen', lane: 'unseen' } as const;

type Looked = {
  readonly record: RouterRecord;
  /** Undefined: the router did not answer. */
  readonly seen: { readonly hosts: readonly InspectedHost[]; readonly lanesRight: boolean } | undefined;
};

@Controller()
export class InspectionRequests {
  constructor(
    private readonly desired: DesiredAccess,
    private readonly routers: Routers,
    private readonly work: RouterWork,
    private readonly sightings: Sightings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Answers(rpc.inspectAccess)
  async inspect({ subscriberId }: RequestOf<Rpcs['inspectAccess']>): Promise<ReplyOf<Rpcs['inspectAccess']>> {
    const account = this.desired.account(subscriberId);
    const macs = this.desired.macsOf(subscriberId);
    const [sightings, looked] = await Promise.all([
      this.sightings.of(macs),
      Promise.all((await this.routers.list()).map((record) => this.look(record, macs))),
    ]);
    const lastSeen = new Map(sightings.map((sighting) => [sighting.mac, sighting]));
    return {
      status: account?.status,
      routers: looked.map(({ record, seen }) => ({
        ...{ routerId: record.routerId, name: record.name, state: record.state },
        answered: seen !== undefined,
      })),
      devices: (account?.devices ?? []).map(({ mac, deviceId }) => {
        const { routerId, seenAt } = lastSeen.get(mac) ?? {};
        const last = { deviceId, routerId, lastSeenAt: seenAt && toInstant(seenAt) };
        const place = placeOf(mac, looked);
        if (!place) return { ...last, present: false, ...UNSEEN };
        return { ...last, ...heldAt(place, account), lastSeenAt: this.movedAt(place) };
      }),
    };
  }

  /** When the device last moved something, as its router says now: what was noted may be a poll old. */
  private movedAt({ host }: Place) {
    return toInstant(new Date(this.clock.now().getTime() - host.idleSeconds * 1_000));
  }

  private async look(record: RouterRecord, macs: readonly MacAddress[]): Promise<Looked> {
    if (macs.length === 0) return { record, seen: { hosts: [], lanesRight: true } };
    return { record, seen: await this.work.tryOn(record.routerId, 'inspect', macs) };
  }
}

type Place = { readonly record: RouterRecord; readonly host: InspectedHost; readonly lanesRight: boolean };

/** A device that has moved on leaves its row behind: the livest row says where it is. */
const placeOf = (mac: string, looked: readonly Looked[]): Place | undefined =>
  looked
    .flatMap(({ record, seen }) =>
      (seen?.hosts ?? [])
        .filter((host) => host.mac === mac)
        .map((host) => ({ record, host, lanesRight: seen?.lanesRight ?? true })),
    )
    .sort((left, right) => left.host.idleSeconds - right.host.idleSeconds)[0];

const heldAt = ({ record, host, lanesRight }: Place, account: Account | undefined) => ({
  routerId: record.routerId,
  present: host.idleSeconds < PRESENT_SECONDS,
  ...{ binding: host.binding, list: host.list },
  lane: laneState(account, lanesRight),
});

/** Only who is slowed, pays, or has bought a speed passes through a lane. */
const laneState = (account: Account | undefined, lanesRight: boolean): HeldState => {
  const isInLane = account?.status === 'fup' || account?.paymentLane || account?.speed;
  return isInLane && !lanesRight ? 'wrong' : 'right';
};
