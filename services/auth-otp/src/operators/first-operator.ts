import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, PG_POOL, inTransaction } from '@saring/service-kit';
import type { Pool } from 'pg';
import { hasOperators, insertOperator } from './operators.rows';
import { hashPassword, newOneTimePassword } from './passwords';
import { AUTH_CONFIG, type AuthConfig } from '../config';

const STANDARD_EMAIL = 'admin@saring.local';

/** The person who starts Saring first gets in: by OPERATOR_EMAIL and OPERATOR_PASSWORD, else by a password printed once. */
@Injectable()
export class FirstOperator implements OnModuleInit {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {}

  async onModuleInit(): Promise<void> {
    if (await hasOperators(this.pool)) return;
    const given = this.config.OPERATOR_PASSWORD;
    const password = given ?? newOneTimePassword();
    const email = (this.config.OPERATOR_EMAIL ?? STANDARD_EMAIL).toLowerCase();
    const passwordHash = await hashPassword(password);
    const created = await inTransaction(this.pool, async (client) => {
      // Of two replicas that start at once, one makes the operator.
      await client.query(`select pg_advisory_xact_lock(hashtext('first-operator'))`);
      if (await hasOperators(client)) return null;
      const row = {
        email,
        phone: null,
        name: '',
        role: 'super_admin' as const,
        password_hash: passwordHash,
        must_change_password: !given,
      };
      return insertOperator(client, row, this.clock.now());
    });
    // To the person at the terminal, not through the log: logs are kept and shipped, this is shown once.
    if (created && !given)
      process.stdout.write(
        `\nFirst operator: ${email}\nOne-time password (change it at login): ${password}\n\n`,
      );
  }
}
