// stored-settings.ts — what operators set, as the services of a process learn it: at their start, and when it changes.
import { sleep } from '@saring/kernel';
import { listen } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import type { Logger } from 'pino';
import { keepDoing } from './keep-doing';
import { SealedSettings } from './sealed-settings';
import type { SettingsInForce, StoredValues } from './settings-in-force';
import { SETTINGS_COPIED_SUBJECT, SettingsBucket, type SealedSetting } from './settings-bucket';

/** A word that was missed is made up for by the next look. */
const LOOK_MILLISECONDS = 10_000;
const RETRY_MILLISECONDS = 500;
/** How often a waiting service says so: once in so many tries. */
const SAID_EVERY_TRIES = 20;

type Parts = { readonly nats: NatsConnection; readonly secretsKey: string; readonly logger: Logger };
type Member = { readonly service: string; readonly settings: SettingsInForce };

/** One a process. */
export class StoredSettings {
  private readonly stopping = new AbortController();
  private readonly members: Member[] = [];
  private readonly sealed: SealedSettings;
  private readonly bucket: SettingsBucket;
  private running: Promise<void> = Promise.resolve();
  private hearing: { stop(): void } | undefined;

  constructor(private readonly parts: Parts) {
    this.sealed = new SealedSettings(parts.secretsKey);
    this.bucket = new SettingsBucket(parts.nats);
  }

  /**
   * The copy outlives auth-otp, so that no service needs it to start. Only where there is none yet, at the first start of
   * an installation or after a loss of NATS, a service waits and says so: without it, it would run by other rules.
   */
  async read(): Promise<StoredValues> {
    for (let tries = 0; ; tries += 1) {
      const items = await this.bucket.read();
      if (items) return openedSettings(items, this.sealed, this.parts.logger);
      if (tries % SAID_EVERY_TRIES === 1)
        this.parts.logger.warn('waits for auth-otp to say what operators set; it starts when auth-otp does');
      await sleep(RETRY_MILLISECONDS, this.stopping.signal);
      if (this.stopping.signal.aborted) throw new Error('stopped before auth-otp said what operators set');
    }
  }

  /** From now on this service takes what changes. */
  async join(service: string, settings: SettingsInForce): Promise<void> {
    await this.bucket.hold(service, Object.keys(settings.schemas));
    this.members.push({ service, settings });
  }

  /** Once all services of the process have joined. */
  follow(): void {
    const { nats, logger } = this.parts;
    const onError = (error: Error) =>
      logger.debug({ error: error.message }, 'what operators set could not be read');
    this.hearing = listen(nats, SETTINGS_COPIED_SUBJECT, {
      read: () => null,
      handle: () => this.look(),
      onError,
    });
    this.running = keepDoing(this.stopping.signal, () => this.look(), {
      ...{ pauseMilliseconds: LOOK_MILLISECONDS, retryMilliseconds: RETRY_MILLISECONDS, onError },
    });
  }

  async stop(): Promise<void> {
    this.hearing?.stop();
    this.stopping.abort();
    await this.running;
  }

  private async look(): Promise<void> {
    const items = await this.bucket.read();
    if (!items) return;
    const values = openedSettings(items, this.sealed, this.parts.logger);
    for (const { service, settings } of this.members) {
      const changed = settings.take(values);
      if (changed.length > 0) this.parts.logger.info({ service, settings: changed }, 'settings have changed');
    }
  }
}

/** What another SECRETS_KEY sealed is left out: the machine's value holds. */
export const openedSettings = (
  items: readonly SealedSetting[],
  sealed: SealedSettings,
  logger: Logger,
): StoredValues =>
  new Map(
    items.map(({ name, version, sealedValue }) => {
      try {
        return [name, { version, value: sealedValue === null ? null : sealed.open(name, sealedValue) }];
      } catch {
        logger.warn({ setting: name }, 'a stored setting cannot be opened: SECRETS_KEY has changed');
        return [name, { version, value: null }];
      }
    }),
  );
