import { Injectable } from '@nestjs/common';

const CHECK_LIMIT_MILLISECONDS = 2_000;

export type HealthReport = {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string }>>;
};

/** What a service needs to serve. A failed check makes it not ready; it goes on waiting. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, () => Promise<void>>();

  /** @param check throws with the reason when what it looks at is not there. */
  add(name: string, check: () => Promise<void>): void {
    this.checks.set(name, check);
  }

  async report(): Promise<HealthReport> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await outcome(check)] as const),
    );
    return { ready: results.every(([, { ok }]) => ok), checks: Object.fromEntries(results) };
  }
}

const outcome = async (check: () => Promise<void>): Promise<{ ok: boolean; detail?: string }> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), CHECK_LIMIT_MILLISECONDS);
  });
  try {
    await Promise.race([check(), limit]);
    return { ok: true };
  } catch (error) {
    return { ok: false, detail: (error as Error).message };
  } finally {
    clearTimeout(timer);
  }
};
