// reminders.controller.ts — an operator reminds a person of their debts.
import { Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Billing, DebtReminderSchema } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { ApiRoute } from '../http/api-route';
import { CommandKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from './quota-views';

@ApiTags('quota')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class RemindersController {
  constructor(private readonly messenger: Messenger) {}

  /** A second one on the same day is refused (`BILLING.REMINDED_TODAY`), whoever asks. */
  @ApiRoute('Remind a person of their debts by a message, once a day at the most', DebtReminderSchema)
  @Post('subscribers/:subscriberId/debts/reminder')
  @HttpCode(200)
  @Permit('debts:remind')
  async remind(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { subscriberId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(Billing.method.remindDebtor, command));
  }
}
