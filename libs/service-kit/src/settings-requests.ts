// settings-requests.ts — a service says what it runs with.
import { Controller, Inject, type Type } from '@nestjs/common';
import type { DescribeSettingsRequestSchema, ReplyOf, Rpc, ServiceSettingsSchema } from '@saring/contracts';
import type { ZodType } from 'zod';
import { Answers } from './answers';
import { describeSettings } from './described-settings';
import { SERVICE_ENV } from './tokens';

export type DescribeSettings = Rpc<typeof DescribeSettingsRequestSchema, typeof ServiceSettingsSchema>;

/** @param rpc the service's own DescribeSettings. @param schema of its settings. */
export const settingsRequests = (rpc: DescribeSettings, schema: ZodType | undefined): Type => {
  @Controller()
  class SettingsRequests {
    constructor(@Inject(SERVICE_ENV) private readonly env: Readonly<Record<string, string | undefined>>) {}

    @Answers(rpc)
    async describe(): Promise<ReplyOf<DescribeSettings>> {
      return { items: describeSettings(schema, this.env) };
    }
  }
  return SettingsRequests;
};
