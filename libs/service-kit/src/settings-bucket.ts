// settings-bucket.ts — what operators set, as auth-otp copies it to NATS for every service, and which service has which
// setting. It is a copy: lost, auth-otp writes it again. Values are sealed.
import { openBucket } from '@saring/messaging';
import { StorageType, type KV, type NatsConnection } from 'nats';

const BUCKET = 'settings';
const VALUES = 'values';
const HOLDER = 'holder.';
/** Said on core NATS after the copy was renewed. */
export const SETTINGS_COPIED_SUBJECT = 'settings-copied';

export type SealedSetting = {
  readonly name: string;
  readonly version: number;
  /** Null: back to the machine's value. */
  readonly sealedValue: string | null;
};

export class SettingsBucket {
  private opened: KV | undefined;

  constructor(private readonly nats: NatsConnection) {}

  /** @returns null before auth-otp has written the first copy. @throws when NATS does not answer. */
  async read(): Promise<readonly SealedSetting[] | null> {
    const entry = await this.ask((bucket) => bucket.get(VALUES));
    return entry?.operation === 'PUT' ? entry.json<readonly SealedSetting[]>() : null;
  }

  /**
   * Renews the copy, and says so where it changed. The source is read after the copy: of two who renew at once, neither
   * puts an older state over a newer one. @throws when somebody was faster, or NATS does not answer.
   */
  async renew(source: () => Promise<readonly SealedSetting[]>): Promise<void> {
    const entry = await this.ask((bucket) => bucket.get(VALUES));
    const text = JSON.stringify(await source());
    if (entry?.operation === 'PUT' && entry.string() === text) return;
    await this.ask((bucket) =>
      entry ? bucket.update(VALUES, text, entry.revision) : bucket.create(VALUES, text),
    );
    this.nats.publish(SETTINGS_COPIED_SUBJECT);
  }

  /** A service says at its start which settings it has. */
  async hold(service: string, names: readonly string[]): Promise<void> {
    await this.ask((bucket) => bucket.put(`${HOLDER}${service}`, JSON.stringify(names)));
  }

  /** Whether a service has a setting, as it said at its last start; undefined: it never said. */
  async isHeldBy(service: string, name: string): Promise<boolean | undefined> {
    const entry = await this.ask((bucket) => bucket.get(`${HOLDER}${service}`));
    return entry?.operation === 'PUT' ? entry.json<readonly string[]>().includes(name) : undefined;
  }

  private async ask<Result>(question: (bucket: KV) => Promise<Result>): Promise<Result> {
    try {
      this.opened ??= await openBucket(this.nats, BUCKET, { history: 1, storage: StorageType.File });
      return await question(this.opened);
    } catch (error) {
      // The bucket itself may be gone, so the next call opens it again.
      this.opened = undefined;
      throw error;
    }
  }
}
