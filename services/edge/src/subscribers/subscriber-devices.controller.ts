// subscriber-devices.controller.ts — what an operator does with one device of a subscriber: adds, names and moves it.
import { Body, Controller, Delete, HttpCode, Param, Patch, Post, Put, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  DeviceSchema,
  DisconnectionSchema,
  FixedAddressSchema,
  RouterGateway,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { IsIP, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { RecordBefore } from '../audit/audit-trail';
import { ApiRoute } from '../http/api-route';
import { CommandKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { LabelBody } from './me.controller';
import { AddingBody } from './new-devices.controller';

class MacBody extends AddingBody {
  @ApiProperty({ example: 'AA:BB:CC:DD:EE:FF' })
  @IsString()
  @MaxLength(64)
  mac!: string;
}

class MoveBody {
  @ApiProperty({ format: 'uuid', description: 'Whose device it is to be' })
  @IsUUID()
  toSubscriberId!: string;

  @ApiProperty({
    required: false,
    format: 'uuid',
    description:
      'The device of the receiver that it takes the place of: one of the choices of 409 AUTH.DEVICES_FULL',
  })
  @IsOptional()
  @IsUUID()
  replaces?: string;
}

class AddressBody {
  @ApiProperty({ example: '10.5.50.20' })
  @IsIP(4)
  address!: string;
}

/** A router that is slow has the gateway wait for what it is doing. */
const ROUTER_MILLISECONDS = 12_000;

@ApiTags('subscribers')
@UseGuards(OperatorGuard)
@Controller('api/v1/subscribers/:subscriberId/devices')
export class SubscriberDevicesController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Add a device by its MAC', DeviceSchema)
  @Post()
  @Permit('devices:add')
  async add(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { mac, label, replaces }: MacBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = commandOf(operator, key);
    const adding = { ...command, subscriberId, mac, label, evictDeviceId: replaces };
    return plain(await this.messenger.request(AuthOtp.method.addDevice, adding));
  }

  @ApiRoute("Name a subscriber's device", DeviceSchema)
  @Patch(':deviceId')
  @RecordBefore<SubscriberDevicesController>((self, { subscriberId = '', deviceId = '' }) =>
    self.find(subscriberId, deviceId),
  )
  @Permit('devices:add')
  async label(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Param('deviceId', UuidPipe) deviceId: string,
    @Body() { label }: LabelBody,
  ) {
    return plain(await this.messenger.request(AuthOtp.method.labelDevice, { subscriberId, deviceId, label }));
  }

  /** Its label goes with it, its sessions end: the receiver logs in on it as on a device added by hand. */
  @ApiRoute('Move a device to another subscriber, whole or not at all', null)
  @Post(':deviceId/move')
  @HttpCode(204)
  @Permit('devices:remove')
  async move(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Param('deviceId', UuidPipe) deviceId: string,
    @Body() { toSubscriberId, replaces }: MoveBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<void> {
    const command = commandOf(operator, key);
    const moving = { ...command, subscriberId, deviceId, toSubscriberId, evictDeviceId: replaces };
    await this.messenger.request(AuthOtp.method.moveDevice, moving);
  }

  /** What the person may do stays as it is, so the device may come back by itself. */
  @ApiRoute('Cut a device off the routers now, after its bytes are read', DisconnectionSchema)
  @Post(':deviceId/disconnect')
  @HttpCode(200)
  @Permit('devices:remove')
  async disconnect(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Param('deviceId', UuidPipe) deviceId: string,
  ) {
    const asked = { subscriberId, deviceId };
    return plain(
      await this.messenger.request(RouterGateway.method.disconnectDevice, asked, ROUTER_MILLISECONDS),
    );
  }

  /** The device gets it when it next asks the router's DHCP server, at the latest after half of its lease. */
  @ApiRoute('Have a router always give a device this address', FixedAddressSchema)
  @Put(':deviceId/addresses/:routerId')
  @RecordBefore<SubscriberDevicesController>((self, { subscriberId = '', deviceId = '' }) =>
    self.heldAddresses(subscriberId, deviceId),
  )
  @Permit('devices:add')
  async fixAddress(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Param('deviceId', UuidPipe) deviceId: string,
    @Param('routerId', UuidPipe) routerId: string,
    @Body() { address }: AddressBody,
  ) {
    const asked = { subscriberId, deviceId, routerId, address };
    return plain(await this.messenger.request(RouterGateway.method.fixAddress, asked, ROUTER_MILLISECONDS));
  }

  @ApiRoute('Free a fixed address', null)
  @Delete(':deviceId/addresses/:routerId')
  @HttpCode(204)
  @Permit('devices:add')
  async freeAddress(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Param('deviceId', UuidPipe) deviceId: string,
    @Param('routerId', UuidPipe) routerId: string,
  ): Promise<void> {
    const asked = { subscriberId, deviceId, routerId };
    await this.messenger.request(RouterGateway.method.freeAddress, asked, ROUTER_MILLISECONDS);
  }

  private async heldAddresses(subscriberId: string, deviceId: string): Promise<object> {
    const { items } = await this.messenger.request(AuthOtp.method.listDevices, { subscriberId });
    const macs = items.filter((device) => device.deviceId === deviceId).map(({ mac }) => mac);
    const held = await this.messenger.request(RouterGateway.method.listFixedAddresses, { macs });
    return { fixedAddresses: held.items.map(plain) };
  }

  private async find(subscriberId: string, deviceId: string): Promise<object> {
    const { items } = await this.messenger.request(AuthOtp.method.listDevices, { subscriberId });
    return items.find((device) => device.deviceId === deviceId) ?? {};
  }
}
