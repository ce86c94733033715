// gateway-tests.rows.ts — each test of the gateway by an operator: who, when, and how it ended.
import type { GatewayFault } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

const KEPT_DAYS = 30;

type GatewayTestRow = {
  readonly tested_at: Date;
  readonly fault: GatewayFault | null;
  readonly reason: string;
};

/** It is counted before the vendor is asked; those of long ago go. */
export const insertGatewayTest = async (
  on: Queryable,
  test: { readonly id: string; readonly actor: string; readonly at: Date },
): Promise<void> => {
  await on.query(`delete from gateway_tests where tested_at < $1::timestamptz - make_interval(days => $2)`, [
    test.at,
    KEPT_DAYS,
  ]);
  await on.query('insert into gateway_tests (test_id, actor, tested_at) values ($1, $2, $3)', [
    test.id,
    test.actor,
    test.at,
  ]);
};

export const endGatewayTest = async (
  on: Queryable,
  testId: string,
  end: { readonly settingsHash: string; readonly fault: GatewayFault | null; readonly reason: string },
): Promise<void> => {
  await on.query('update gateway_tests set settings_hash = $2, fault = $3, reason = $4 where test_id = $1', [
    testId,
    end.settingsHash,
    end.fault,
    end.reason,
  ]);
};

/** When one operator tested, oldest first. */
export const gatewayTestsSince = async (
  on: Queryable,
  actor: string,
  since: Date,
): Promise<readonly Date[]> => {
  const { rows } = await on.query<{ tested_at: Date }>(
    'select tested_at from gateway_tests where actor = $1 and tested_at > $2 order by tested_at',
    [actor, since],
  );
  return rows.map(({ tested_at }) => tested_at);
};

/** Null: these settings were never tested. */
export const lastGatewayTest = async (
  on: Queryable,
  settingsHash: string,
): Promise<GatewayTestRow | null> => {
  const { rows } = await on.query<GatewayTestRow>(
    `select tested_at, fault, reason from gateway_tests where settings_hash = $1
     order by tested_at desc limit 1`,
    [settingsHash],
  );
  return rows[0] ?? null;
};
