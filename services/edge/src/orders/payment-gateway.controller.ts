// payment-gateway.controller.ts — how money comes in, and whether the gateway takes our key.
import { Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { GatewayStateSchema, Payment, type GatewayState } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { ApiRoute } from '../http/api-route';
import { actorOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

/** Longer than payment itself waits for the vendor. */
const TEST_MILLISECONDS = 15_000;

const stateOf = ({ lastTest, ...state }: GatewayState) => ({
  ...plain(state),
  ...(lastTest ? { lastTest: plain(lastTest) } : {}),
});

@ApiTags('orders')
@UseGuards(OperatorGuard)
@Controller('api/v1/payment-gateway')
export class PaymentGatewayController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Which ways to pay are set, and how the last test of the gateway ended', GatewayStateSchema)
  @Get()
  @Permit('orders:read')
  async state() {
    return stateOf(await this.messenger.request(Payment.method.getGateway, {}));
  }

  /** No money moves. At most 20 an operator and hour (`PAYMENT.GATEWAY_TESTS_SPENT`). */
  @ApiRoute('Ask the gateway whether it takes our key', GatewayStateSchema)
  @Post('test')
  @HttpCode(200)
  @Permit('orders:recheck')
  async test(@CurrentOperator() operator: Operator) {
    const request = { actor: actorOf(operator) };
    return stateOf(await this.messenger.request(Payment.method.testGateway, request, TEST_MILLISECONDS));
  }
}
