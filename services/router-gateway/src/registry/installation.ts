// installation.ts — which installation of Saring this is: the id that signs everything it makes on routers.
import type { Pool } from 'pg';
import { Signature } from '../domain/comments';

export class Installation {
  private held: Signature | undefined;

  constructor(private readonly pool: Pool) {}

  /** Known after `load`, which every start waits for. */
  get signature(): Signature {
    if (!this.held) throw new Error('the installation id is not loaded yet');
    return this.held;
  }

  async load(): Promise<void> {
    const { rows } = await this.pool.query<{ installation_id: string }>(
      'select installation_id from installation',
    );
    if (!rows[0]) throw new Error('the database holds no installation id: its migrations have not run');
    this.held = new Signature(rows[0].installation_id);
  }
}
