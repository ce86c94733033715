import { ApiProperty } from '@nestjs/swagger';
import { RECEIPT_PAPERS } from '@saring/kernel';
import { IsIn, IsOptional } from 'class-validator';

/** Which paper a receipt is for. */
export class ReceiptQuery {
  @ApiProperty({
    required: false,
    enum: RECEIPT_PAPERS,
    description: 'The roll of a thermal printer, in black; absent: a sheet',
  })
  @IsOptional()
  @IsIn(RECEIPT_PAPERS)
  paper?: string;
}
