import { Body, Controller, Get, HttpCode, Param, Put, Req, Res, UseGuards } from '@nestjs/common';
import { ApiConsumes, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { Payment } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UuidPipe } from '../http/uuid-pipe';
import { ApiFile, ApiRoute } from '../http/api-route';
import { CommandKey } from '../http/command-key';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { Buyers } from '../shop/buyer';
import { sendPicture } from './documents';

export const LARGEST_PROOF_BYTES = 500 * 1024;
export const PROOF_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** Pictures of transfers: sent by who paid, looked at by who confirms. */
@ApiTags('orders')
@Controller('api/v1/orders')
export class OrderProofsController {
  constructor(
    private readonly messenger: Messenger,
    private readonly buyers: Buyers,
  ) {}

  /** The picture itself is the body; payment checks what it is. */
  @ApiRoute('Send the picture of a transfer', null)
  @Put(':id/proof')
  @HttpCode(204)
  @ApiSecurity('subscriber')
  @ApiConsumes(...PROOF_TYPES)
  async attach(
    @Param('id', UuidPipe) orderId: string,
    @Body() image: unknown,
    @CommandKey() commandId: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    if (!Buffer.isBuffer(image)) throw new RefusalError('PAYMENT.PROOF_INVALID');
    const { subscriberId } = await this.buyers.of(request);
    await this.messenger.request(Payment.method.attachProof, { commandId, orderId, subscriberId, image });
  }

  @ApiRoute('The picture of a transfer', new ApiFile('image/*'))
  @Get(':id/proof')
  @UseGuards(OperatorGuard)
  @Permit('orders:read')
  async proof(@Param('id', UuidPipe) orderId: string, @Res() reply: FastifyReply): Promise<void> {
    const { image, contentType } = await this.messenger.request(Payment.method.getProof, { orderId });
    if (!PROOF_TYPES.includes(contentType)) throw new RefusalError('PAYMENT.PROOF_INVALID');
    sendPicture(reply, { content: Buffer.from(image), type: contentType }, 'proof');
  }
}
