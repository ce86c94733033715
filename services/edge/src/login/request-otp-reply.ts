// request-otp-reply.ts — the answer to a request for a code.
import { CODE_DELIVERIES } from '@saring/kernel';
import { ApiProperty } from '@nestjs/swagger';

export class RequestOtpReply {
  @ApiProperty({ format: 'uuid' }) challengeId!: string;
  @ApiProperty({ example: 300 }) expiresInSeconds!: number;
  @ApiProperty({ example: 60 }) resendInSeconds!: number;
  @ApiProperty({ enum: CODE_DELIVERIES }) delivery!: string;
}
