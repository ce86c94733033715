// line-readings.ts — what routers held of PPPoE when they were read last.
import { Inject, Injectable } from '@nestjs/common';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { LineReading } from '../domain/line-findings';

type StoredReading = { readonly readAt: Date; readonly reading: LineReading };

@Injectable()
export class LineReadings {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  async newest(routerId: string): Promise<StoredReading | undefined> {
    const { rows } = await this.pool.query<StoredReading>(
      'select read_at as "readAt", reading from line_readings where router_id = $1',
      [routerId],
    );
    return rows[0];
  }

  async save(routerId: string, reading: LineReading, at: Date): Promise<void> {
    await this.pool.query(
      `insert into line_readings (router_id, read_at, reading) values ($1, $2, $3)
       on conflict (router_id) do update set read_at = excluded.read_at, reading = excluded.reading`,
      [routerId, at, JSON.stringify(reading)],
    );
  }
}
