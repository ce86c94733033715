// plugin-bodies.ts — what operators send about plugins.
import { ActivatePluginRequestSchema, PluginSettingValueSchema } from '@saring/contracts';
import { MEASURES, PAYMENT_METHODS } from '@saring/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Field } from '../http/body-fields';

const MOST_VALUES = 20;
const MOST_METHODS = 4;

class PluginValueBody {
  @Field(PluginSettingValueSchema.field.key, { example: 'merchantCode' }) key!: string;

  @ApiProperty({
    ...{ maxLength: MEASURES.settingValue.most, example: 'DS12345' },
    description: 'Of a secret, it is never answered; empty: as the author has set it, or nothing',
  })
  @IsString()
  @MaxLength(MEASURES.settingValue.most)
  value!: string;
}

export class PluginValuesBody {
  @ApiProperty({ type: [PluginValueBody], minItems: 1, maxItems: MOST_VALUES })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_VALUES)
  @ValidateNested({ each: true })
  @Type(() => PluginValueBody)
  values!: PluginValueBody[];
}

export class PluginMethodsBody {
  @Field(ActivatePluginRequestSchema.field.pluginVersion, { example: '1.0.0' }) version!: string;

  @ApiProperty({
    ...{ type: [String], enum: [...PAYMENT_METHODS], minItems: 0, maxItems: MOST_METHODS },
    description: 'New orders by these go to it; none: its open orders are still looked after',
  })
  @IsArray()
  @ArrayMaxSize(MOST_METHODS)
  @ArrayUnique()
  @IsIn([...PAYMENT_METHODS], { each: true })
  methods!: string[];
}
