// team.controller.ts — who works here: added, changed, let in again and removed by who may.
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { AuthOtp, Billing, ChangeOperatorRequestSchema, OperatorSchema } from '@saring/contracts';
import { idFrom, OPERATOR_ROLES, type OperatorRole } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { IsEmail, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { RecordBefore } from '../audit/audit-trail';
import { ApiRoute, listOf, objectOf, orNull } from '../http/api-route';
import { TEXT } from '../http/api-schema';
import { OptionalField, OptionalFlag } from '../http/body-fields';
import { CommandKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { plain } from '../quota/quota-views';
import { OperatorGuard } from './operator-guard';
import { CurrentOperator, operatorTokenOf, Permit, type Operator } from './operator-sessions';

const { field } = ChangeOperatorRequestSchema;
const CREATED = { schema: objectOf({ operator: orNull(OperatorSchema), oneTimePassword: TEXT }) };

class OperatorBody {
  @ApiProperty()
  @IsEmail()
  @MaxLength(200)
  email!: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;

  @ApiProperty({ enum: OPERATOR_ROLES })
  @IsIn(OPERATOR_ROLES)
  role!: string;

  @ApiProperty({ required: false, example: '0812 3456 7890' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  phone?: string;
}

class OperatorChange {
  @OptionalField(field.name)
  name?: string;

  @OptionalField(field.role)
  role?: string;
}

class OperatorResetBody {
  @OptionalFlag({ description: 'A new one-time password; the one before opens nothing' })
  password?: boolean;

  @OptionalFlag({ description: 'The authenticator and its recovery codes go' })
  totp?: boolean;

  @OptionalFlag({ description: 'All passkeys go' })
  passkeys?: boolean;

  @OptionalFlag({ description: 'All API keys end' })
  keys?: boolean;
}

const unlessUnavailable = (error: unknown): void => {
  if (!(error instanceof UnavailableError)) throw error;
};

/** Has a deposit (ADR 35); what is unsold of the vouchers opens nothing. */
const AGENT: OperatorRole = 'agent';

@ApiTags('operator')
@UseGuards(OperatorGuard)
@Controller('api/v1/operators')
export class TeamController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('All operators', listOf(OperatorSchema, 'the staff of one business'))
  @Get()
  @Permit('operators:read')
  async operators() {
    const { items } = await this.messenger.request(AuthOtp.method.listOperators, {});
    return { items: items.map(plain) };
  }

  @ApiRoute('Add an operator; the first password is shown once', CREATED)
  @Post()
  @Permit('operators:write')
  async createOperator(
    @Body() { email, name = '', role, phone = '' }: OperatorBody,
    @CommandKey() key: string,
    @CurrentOperator() maker: Operator,
    @Req() request: FastifyRequest,
  ) {
    const { operator, oneTimePassword } = await this.messenger.request(AuthOtp.method.createOperator, {
      email,
      name,
      role,
      phone,
      operatorId: idFrom('operator', maker.operatorId, key),
      makerToken: operatorTokenOf(request),
    });
    return { operator: operator ? plain(operator) : null, oneTimePassword };
  }

  @ApiRoute("Change an operator's name or role; the role holds at once, in open sessions too", OperatorSchema)
  @Patch(':operatorId')
  @Permit('operators:write')
  @RecordBefore<TeamController>((self, { operatorId = '' }) => self.operatorNow(operatorId))
  async changeOperator(
    @Param('operatorId', UuidPipe) operatorId: string,
    @Body() body: OperatorChange,
    @Req() request: FastifyRequest,
  ) {
    const wanted = { ...body, operatorId, askerToken: operatorTokenOf(request) };
    const role = body.role === undefined ? undefined : (await this.operatorNow(operatorId)).role;
    // Rights are taken from somebody also while billing is away: their money waits, an owner can close their drawer.
    if (body.role !== role) await this.checkHands(operatorId, role).catch(unlessUnavailable);
    return plain(await this.messenger.request(AuthOtp.method.changeOperator, wanted));
  }

  /** The reply's `oneTimePassword` is empty where no password was asked for. */
  @ApiRoute(
    'Let a colleague in again: a one-time password, shown once, or without their second ways in',
    CREATED,
  )
  @Post(':operatorId/reset')
  @HttpCode(200)
  @Permit('operators:write')
  async resetOperator(
    @Param('operatorId', UuidPipe) operatorId: string,
    @Body() { password = false, totp = false, passkeys = false, keys = false }: OperatorResetBody,
    @Req() request: FastifyRequest,
  ) {
    const wanted = { operatorId, password, totp, passkeys, keys, askerToken: operatorTokenOf(request) };
    const { operator, oneTimePassword } = await this.messenger.request(AuthOtp.method.resetOperator, wanted);
    return { operator: operator ? plain(operator) : null, oneTimePassword };
  }

  @ApiRoute('Remove an operator with sessions and keys', null)
  @Delete(':operatorId')
  @HttpCode(204)
  @Permit('operators:write')
  async removeOperator(
    @Param('operatorId', UuidPipe) operatorId: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const removal = { operatorId, askerToken: operatorTokenOf(request) };
    // Who may not is told so, and nothing of a drawer, whether or not billing answers.
    await this.messenger.request(AuthOtp.method.removeOperator, { ...removal, onlyCheck: true });
    await this.checkHands(operatorId, (await this.operatorNow(operatorId)).role);
    await this.messenger.request(AuthOtp.method.removeOperator, removal);
  }

  /**
   * What is in hand is counted, paid out or handed over before its operator is gone, or may touch it no more.
   * @throws RefusalError AUTH.OPERATOR_HAS_DRAWER, AUTH.OPERATOR_HAS_DEPOSIT
   */
  private async checkHands(operatorId: string, role: string | undefined): Promise<void> {
    const { open, expectedRupiah } = await this.messenger.request(Billing.method.getDrawer, { operatorId });
    if (open || expectedRupiah !== 0) throw new RefusalError('AUTH.OPERATOR_HAS_DRAWER', { expectedRupiah });
    if (role !== AGENT) return;
    const { items } = await this.messenger.request(Billing.method.listAgents, {});
    const { depositRupiah = 0 } = items.find(({ agentId }) => agentId === operatorId) ?? {};
    if (depositRupiah !== 0) throw new RefusalError('AUTH.OPERATOR_HAS_DEPOSIT', { depositRupiah });
  }

  private async operatorNow(
    operatorId: string,
  ): Promise<{ readonly name: string | undefined; readonly role: string | undefined }> {
    const { items } = await this.messenger.request(AuthOtp.method.listOperators, {});
    const { name, role } = items.find((one) => one.operatorId === operatorId) ?? {};
    return { name, role };
  }
}
