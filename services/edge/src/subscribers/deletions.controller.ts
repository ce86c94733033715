import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuthOtp, DeletePersonRequestSchema, DeletionSchema } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { Field } from '../http/body-fields';
import { UuidPipe } from '../http/uuid-pipe';
import { ApiRoute } from '../http/api-route';
import { RequiredKey } from '../http/command-key';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { ReasonBody } from './subscriber-bodies';

class DeletionBody extends ReasonBody {
  @Field(DeletePersonRequestSchema.field.confirmation)
  confirmation!: string;

  @Field(DeletePersonRequestSchema.field.forfeitQuota)
  forfeitQuota!: boolean;
}

@ApiTags('subscribers')
@UseGuards(OperatorGuard)
@Controller('api/v1/subscribers/:subscriberId/deletion')
export class DeletionsController {
  constructor(private readonly messenger: Messenger) {}

  /** Hindrances before it was asked for; afterwards the services that have not forgotten the person yet. */
  @ApiRoute('What keeps a person from being deleted, or how far the deletion is', DeletionSchema)
  @Get()
  @Permit('subscribers:delete')
  async preview(@Param('subscriberId', UuidPipe) subscriberId: string) {
    return plain(await this.messenger.request(AuthOtp.method.previewDeletion, { subscriberId }));
  }

  /** For good: number, name, devices, messages, proofs and notes go; orders, bills and sums stay under the id. */
  @ApiRoute('Delete a person', DeletionSchema)
  @Post()
  @HttpCode(202)
  @Permit('subscribers:delete')
  async delete(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() body: DeletionBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...commandOf(operator, key), subscriberId, ...body };
    return plain(await this.messenger.request(AuthOtp.method.deletePerson, command));
  }
}
