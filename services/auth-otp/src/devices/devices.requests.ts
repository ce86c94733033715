import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, parseMacAddress, toInstant, type Clock, type MacAddress } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL, inTransaction, pageLimit } from '@saring/service-kit';
import type { Pool } from 'pg';
import {
  deleteDevice,
  deviceNameOf,
  disownedAmong,
  devicesOf,
  findDeviceByMac,
  findFormerDevice,
  formerDevicesOf,
  labelDevice,
  listAllDevices,
  type DeviceRow,
  type EnrolledBy,
} from './devices.rows';
import { findSubscriber } from '../subscribers/subscribers.rows';
import { KeyedDigests } from '../secrets';
import { sourcesWithOpenCode } from '../otp/challenges.rows';
import { Subscribers } from '../subscribers/subscribers';
import { Enrolment } from './enrolment';

type Methods = typeof AuthOtp.method;
type DeviceReply = ReplyOf<Methods['findDevice']>;

const PAGE = { longest: 1_000, standard: 500 };
const LABEL_CHARACTERS = 40;
const MOST_ASKED_MACS = 100;
const MOST_FORMER = 200;
const WITHOUT_LOGIN: ReadonlySet<EnrolledBy> = new Set(['search', 'possession'] as const);

const replyOf = (row: DeviceRow): DeviceReply => ({
  deviceId: row.id,
  subscriberId: row.subscriber_id,
  mac: row.mac,
  label: row.label,
  firstSeenAt: row.first_seen_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  lastAddress: row.last_address,
  privateMac: row.private_mac,
  authorized: row.authorized,
  enrolledBy: row.enrolled_by,
});

@Controller()
export class DeviceRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly enrolment: Enrolment,
    private readonly digests: KeyedDigests,
  ) {}

  @Answers(AuthOtp.method.listDevices)
  async listDevices(request: RequestOf<Methods['listDevices']>): Promise<ReplyOf<Methods['listDevices']>> {
    // The version is read first: devices may be newer than it says, never older.
    const subscriber = isUuid(request.subscriberId)
      ? await findSubscriber(this.pool, request.subscriberId)
      : null;
    if (!subscriber) return { items: [], version: 0 };
    const devices = await devicesOf(this.pool, subscriber.id);
    const limit = await this.enrolment.limitOf(this.pool, subscriber.id);
    const gone = await formerDevicesOf(this.pool, subscriber.id, MOST_FORMER);
    const former = gone.map((row) => ({ deviceId: row.device_id, name: deviceNameOf(row) }));
    return { items: devices.map(replyOf), version: subscriber.devices_version, limit, former };
  }

  @Answers(AuthOtp.method.listAllDevices)
  async listAllDevices(
    request: RequestOf<Methods['listAllDevices']>,
  ): Promise<ReplyOf<Methods['listAllDevices']>> {
    const limit = pageLimit(request.limit, PAGE);
    const after = isUuid(request.afterSubscriberId) ? request.afterSubscriberId : null;
    const rows = await listAllDevices(this.pool, after, limit);
    return { items: rows.map((row) => ({ ...row, devices: row.devices.map(replyOf) })) };
  }

  @Answers(AuthOtp.method.findDevice)
  async findDevice(request: RequestOf<Methods['findDevice']>): Promise<DeviceReply> {
    const mac = parseMacAddress(request.mac);
    if (!mac.ok) throw new RefusalError('AUTH.DEVICE_UNKNOWN');
    return this.reply(mac.value);
  }

  @Answers(AuthOtp.method.describeDevice)
  async describeDevice(
    request: RequestOf<Methods['describeDevice']>,
  ): Promise<ReplyOf<Methods['describeDevice']>> {
    const mac = parseMacAddress(request.mac);
    if (!mac.ok) return { standing: 'unknown' };
    const row = await findDeviceByMac(this.pool, mac.value);
    if (row) {
      const { subscriber_id: subscriberId, id: deviceId, enrolled_by: enrolledBy } = row;
      return { standing: 'enrolled', subscriberId, deviceId, enrolledBy };
    }
    const former = await findFormerDevice(this.pool, mac.value);
    return former
      ? { standing: former.cause, subscriberId: former.subscriber_id, deviceId: former.device_id }
      : { standing: 'unknown' };
  }

  /** By MAC; one that is the subscriber's already is the answer, under its own label. */
  @Answers(AuthOtp.method.addDevice)
  async addDevice(request: RequestOf<Methods['addDevice']>): Promise<DeviceReply> {
    const { subscriberId, commandId, actor, evictDeviceId } = request;
    const mac = parseMacAddress(request.mac);
    if (!mac.ok) throw new RefusalError(mac.refusal.code);
    if (!isUuid(subscriberId)) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    const label = request.label.trim().slice(0, LABEL_CHARACTERS);
    const cause = {
      commandId,
      actor,
      content: { mac: mac.value, label, ...(evictDeviceId && { evictDeviceId }) },
    };
    await this.subscribers.once(subscriberId, cause, async (change) => {
      if (actor === 'subscriber' && (await this.attended(request.site, [mac.value])).length > 0)
        throw new RefusalError('AUTH.DEVICE_NOT_FOUND');
      const enrolledBy = actor === 'subscriber' ? 'search' : 'operator';
      const place = { mac: mac.value, address: '', site: '', enrolledBy } as const;
      const device = await this.enrolment.lookAt(place, change);
      await inTransaction(this.pool, async (client) => {
        const at = this.clock.now();
        await this.enrolment.enrol(client, change, device, {
          consented: false,
          byHand: true,
          evictDeviceId,
          label,
          cause,
          at,
        });
        await this.subscribers.append(client, change, cause);
      });
    });
    return this.reply(mac.value);
  }

  @Answers(AuthOtp.method.findAttendedMacs)
  async findAttendedMacs({
    site,
    macs,
  }: RequestOf<Methods['findAttendedMacs']>): Promise<ReplyOf<Methods['findAttendedMacs']>> {
    const asked = macs.slice(0, MOST_ASKED_MACS).flatMap((text) => {
      const mac = parseMacAddress(text);
      return mac.ok ? [mac.value] : [];
    });
    return { macs: [...(await this.attended(site, asked))] };
  }

  /** Only of what came without a login on the device: what a login enrolled, its owner removes. */
  @Answers(AuthOtp.method.disownDevice)
  async disownDevice({
    client,
    commandId,
  }: RequestOf<Methods['disownDevice']>): Promise<ReplyOf<Methods['disownDevice']>> {
    const mac = parseMacAddress(client?.macKnownBy === 'address' ? client.mac : '');
    const row = mac.ok ? await findDeviceByMac(this.pool, mac.value) : null;
    if (!row || !WITHOUT_LOGIN.has(row.enrolled_by)) throw new RefusalError('AUTH.DEVICE_UNKNOWN');
    const context = { commandId, actor: 'device', content: { deviceId: row.id } };
    const at = this.clock.now();
    const command = { type: 'RemoveDevice', at: toInstant(at), deviceId: row.id, cause: 'disowned' } as const;
    await this.subscribers.handle(row.subscriber_id, [command], context, (connection) =>
      deleteDevice(connection, row.id, 'disowned', at),
    );
    return {};
  }

  @Answers(AuthOtp.method.labelDevice)
  async labelDevice(request: RequestOf<Methods['labelDevice']>): Promise<DeviceReply> {
    const label = request.label.trim().slice(0, LABEL_CHARACTERS);
    const known = isUuid(request.subscriberId) && isUuid(request.deviceId);
    const row = known ? await labelDevice(this.pool, request.subscriberId, request.deviceId, label) : null;
    if (!row) throw new RefusalError('AUTH.DEVICE_UNKNOWN');
    return replyOf(row);
  }

  @Answers(AuthOtp.method.removeDevice)
  async removeDevice(request: RequestOf<Methods['removeDevice']>): Promise<ReplyOf<Methods['removeDevice']>> {
    const { subscriberId, deviceId, commandId, actor } = request;
    const context = { commandId, actor, content: { deviceId } };
    const at = this.clock.now();
    const command = { type: 'RemoveDevice', at: toInstant(at), deviceId, cause: 'removed' } as const;
    await this.subscribers.handle(subscriberId, [command], context, (client) =>
      deleteDevice(client, deviceId, 'removed', at),
    );
    return {};
  }

  /** The receiver's limit holds: no device of theirs gives way unless it is named. */
  @Answers(AuthOtp.method.moveDevice)
  async moveDevice(request: RequestOf<Methods['moveDevice']>): Promise<ReplyOf<Methods['moveDevice']>> {
    const { subscriberId, deviceId, toSubscriberId, commandId, actor, evictDeviceId } = request;
    if (!isUuid(toSubscriberId)) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    if (toSubscriberId === subscriberId) throw new RefusalError('AUTH.DEVICE_STAYS');
    const content = { subscriberId, deviceId, ...(evictDeviceId && { evictDeviceId }) };
    const cause = { commandId, actor, content };
    await this.subscribers.once(toSubscriberId, cause, async (change) => {
      const device = (await devicesOf(this.pool, subscriberId)).find(({ id }) => id === deviceId);
      if (!device) throw new RefusalError('AUTH.DEVICE_UNKNOWN');
      const place = {
        mac: device.mac,
        address: device.last_address,
        site: '',
        enrolledBy: 'operator',
      } as const;
      const inHand = await this.enrolment.lookAt(place, change);
      await inTransaction(this.pool, async (client) => {
        const at = this.clock.now();
        const { label } = device;
        const options = { consented: true, byHand: true, evictDeviceId, label, cause, at };
        await this.enrolment.enrol(client, change, inHand, options);
        await this.subscribers.append(client, change, cause);
      });
    });
    return {};
  }

  private async attended(site: string, macs: readonly MacAddress[]): Promise<readonly MacAddress[]> {
    const byKey = new Map(macs.map((mac) => [this.digests.ofDevice(site, mac), mac]));
    const asking = await sourcesWithOpenCode(this.pool, [...byKey.keys()], this.clock.now());
    const disowned = new Set(await disownedAmong(this.pool, macs));
    const withCode = new Set(asking.map((key) => byKey.get(key)));
    return macs.filter((mac) => withCode.has(mac) || disowned.has(mac));
  }

  private async reply(mac: MacAddress): Promise<DeviceReply> {
    const row = await findDeviceByMac(this.pool, mac);
    if (!row) throw new RefusalError('AUTH.DEVICE_UNKNOWN');
    return replyOf(row);
  }
}
