// settings-requests.ts — a service says what it runs with, and whether it would run with another value.
import { Controller, Inject, type Type } from '@nestjs/common';
import type {
  DescribeSettingsRequestSchema,
  PreviewSettingRequestSchema,
  ReplyOf,
  RequestOf,
  Rpc,
  ServiceSettingsSchema,
  SettingVerdictSchema,
} from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers } from './answers';
import { kitConfig, parseConfig } from './config';
import { describeSettings } from './described-settings';
import { SealedSettings } from './sealed-settings';
import { SettingsInForce } from './settings-in-force';
import { SERVICE_ENV } from './tokens';

type Describe = Rpc<typeof DescribeSettingsRequestSchema, typeof ServiceSettingsSchema>;
type Preview = Rpc<typeof PreviewSettingRequestSchema, typeof SettingVerdictSchema>;
/** The service's own methods. */
export type SettingsContract = { readonly describeSettings: Describe; readonly previewSetting: Preview };

export const settingsRequests = ({
  describeSettings: describe,
  previewSetting: preview,
}: SettingsContract): Type => {
  @Controller()
  class SettingsRequests {
    private readonly sealed: SealedSettings;

    constructor(
      @Inject(SettingsInForce) private readonly settings: SettingsInForce,
      @Inject(SERVICE_ENV) env: Readonly<Record<string, string | undefined>>,
    ) {
      this.sealed = new SealedSettings(parseConfig(kitConfig.pick({ SECRETS_KEY: true }), env).SECRETS_KEY);
    }

    @Answers(describe)
    async describe(): Promise<ReplyOf<Describe>> {
      return { items: describeSettings(this.settings) };
    }

    @Answers(preview)
    async preview({ name, sealedValue }: RequestOf<Preview>): Promise<ReplyOf<Preview>> {
      const { problem, ...verdict } = this.settings.check(name, this.opened(name, sealedValue));
      return { ...verdict, ...(problem === null ? {} : { problem }) };
    }

    private opened(name: string, sealed: string | undefined): string | null {
      try {
        return sealed === undefined ? null : this.sealed.open(name, sealed);
      } catch {
        throw new RefusalError('REQUEST.MALFORMED', { field: 'sealedValue' });
      }
    }
  }
  return SettingsRequests;
};
