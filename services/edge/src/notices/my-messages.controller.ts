// my-messages.controller.ts — a subscriber says what to write about, and what not.
import { Body, Controller, Get, Put, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { MESSAGE_GROUPS, type MessageGroup } from '@saring/kernel';
import type { AccessClaims } from '@saring/service-kit';
import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import { ApiRoute, arrayOf, objectOf } from '../http/api-route';
import { oneOf } from '../http/api-schema';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { MessageSwitches } from './message-switches';

const SWITCHES = objectOf({
  off: {
    ...arrayOf(oneOf(MESSAGE_GROUPS)),
    description: 'All that are off; the others are on, but for who has no number',
  },
});

class SwitchesBody {
  @ApiProperty({ isArray: true, enum: MESSAGE_GROUPS, description: 'All that are off; the others are on' })
  @IsArray()
  @ArrayMaxSize(MESSAGE_GROUPS.length)
  @IsIn(MESSAGE_GROUPS, { each: true })
  off!: MessageGroup[];
}

@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/me/message-switches')
export class MyMessagesController {
  constructor(private readonly switches: MessageSwitches) {}

  @ApiRoute('What I am written to about', { schema: SWITCHES, unpaged: 'the four groups' })
  @Get()
  async state(@CurrentSubscriber() { subscriberId }: AccessClaims) {
    return { off: (await this.switches.of(subscriberId)) ?? [] };
  }

  /** Codes, and what was paid or is owed, always come. */
  @ApiRoute('What I am not written to about', { schema: SWITCHES, unpaged: 'the four groups' })
  @Put()
  async set(@CurrentSubscriber() { subscriberId }: AccessClaims, @Body() { off }: SwitchesBody) {
    return { off: (await this.switches.set(subscriberId, off)) ?? [] };
  }
}
