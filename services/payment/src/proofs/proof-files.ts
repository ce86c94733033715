// proof-files.ts — pictures of transfers in the place of files: sealed as in a row, each upload under a name of its own.
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { FilesError, type Files } from '@saring/files';
import { newId } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { filesOf, LOGGER, type Logger } from '@saring/service-kit';
import { PAYMENT_CONFIG, type PaymentConfig } from '../config';

export const PROOF_PREFIX = 'proof-';
/** Somebody waits for the answer. */
const LIMITS = { silentMilliseconds: 2_000, totalMilliseconds: 3_000 };

@Injectable()
export class ProofFiles {
  /** Null: pictures stay in their rows. */
  readonly files: Files | null;

  constructor(
    @Inject(PAYMENT_CONFIG) config: PaymentConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.files = filesOf(config, LIMITS);
  }

  /**
   * Under a new name each time: a row names the picture before or the new one, and both are whole.
   * @returns null where the row has to hold it: there is no place, or the place does not take it now.
   */
  async put(orderId: string, sealed: Buffer): Promise<string | null> {
    if (!this.files) return null;
    try {
      return (await this.files.put(`${PROOF_PREFIX}${orderId}.${newId()}`, Readable.from([sealed]))).name;
    } catch (error) {
      if (!(error instanceof FilesError)) throw error;
      this.logger.warn(
        { orderId, error },
        'a picture of a transfer stays in its row: the place does not take it',
      );
      return null;
    }
  }

  /** Null: it is gone. Refuses PAYMENT.PROOF_AWAY where the place does not give it now. */
  async get(name: string): Promise<Buffer | null> {
    try {
      return await buffer(await this.place().get(name));
    } catch (error) {
      if (error instanceof FilesError && error.fault === 'absent') {
        this.logger.warn({ file: name }, 'a row names a picture that is not in the place of files');
        return null;
      }
      throw this.awayOf(error);
    }
  }

  /** Refuses PAYMENT.PROOF_AWAY where one is still there. */
  async remove(names: readonly string[]): Promise<void> {
    try {
      for (const name of names) await this.place().remove(name);
    } catch (error) {
      throw this.awayOf(error);
    }
  }

  /** What no row names any more; where the place does not let it go now, the job that tidies takes it later. */
  async removeLeft(names: readonly string[]): Promise<void> {
    try {
      await this.remove(names);
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
    }
  }

  private place(): Files {
    if (this.files) return this.files;
    throw new FilesError('refused', 'Rows name files, and neither FILES_FOLDER nor FILES_S3_BUCKET is set.');
  }

  private awayOf(error: unknown): unknown {
    if (!(error instanceof FilesError)) return error;
    this.logger.warn({ error }, 'the place of files does not do what pictures of transfers need');
    return new RefusalError('PAYMENT.PROOF_AWAY');
  }
}
