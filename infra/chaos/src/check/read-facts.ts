// read-facts.ts — reads what the rules judge: events and rows by SQL, the world by its simulators, the rest by the API.
import { Client, types } from 'pg';
import type { Facts, MeterEvent, PhoneFacts, Rule } from './facts';
import { readBank, readInbox, readPhones, readRouters } from './read-world';
import { Api } from './api';

/** Where everything is; written by who runs the product. */
export type CheckConfig = {
  readonly databaseUrl: string;
  readonly apiPort: number;
  readonly operator: { readonly email: string; readonly password: string };
  readonly routersPort: number;
  readonly routers: number;
  readonly bankPort: number;
  readonly inboxPort: number;
  /** Of each phone its owner's number (+62…), and what routers lost of it at the most. */
  readonly phones: readonly {
    readonly number: number;
    readonly owner: string;
    readonly lostAtMostBytes: number;
  }[];
};

const BIGINT_OID = 20;
types.setTypeParser(BIGINT_OID, Number);
const CONNECT_MILLISECONDS = 3_000;
const QUERY_MILLISECONDS = 20_000;

/** @throws Error when something cannot be read: then nothing is judged. */
export const readFacts = async (config: CheckConfig, when: Rule['when']): Promise<Facts> => {
  const client = new Client({
    connectionString: config.databaseUrl,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    query_timeout: QUERY_MILLISECONDS,
  });
  // A connection that ends is the next query's error.
  client.on('error', (error) => process.stderr.write(`checker: ${error.message}\n`));
  await client.connect();
  try {
    return await readAll(config, when, client);
  } finally {
    await client.end();
  }
};

/** The order matters in the middle of traffic: what may only follow is read first. */
const readAll = async (config: CheckConfig, when: Rule['when'], client: Client): Promise<Facts> => {
  const meters = await readMeters(client);
  const given = await readGiven(client);
  const inbox = await readInbox(config.inboxPort);
  const outbox = await readOutbox(client);
  const sales = await readSales(client);
  const journal = await readJournal(client);
  const bank = await readBank(config.bankPort);
  const owners = await readOwners(client);
  const phones: readonly PhoneFacts[] = (await readPhones(config.routersPort)).map((phone) => {
    const known = config.phones.find(({ number }) => number === phone.number);
    return {
      ...phone,
      lostAtMostBytes: known?.lostAtMostBytes ?? 0,
      subscriberId: owners.get(known?.owner ?? '') ?? null,
    };
  });
  const world = { meters, given, inbox, outbox, sales, journal, bank, phones };
  if (when === 'always') return { ...world, usageHours: [], quotas: [], statements: [], routers: [] };
  const api = await Api.login(config.apiPort, config.operator);
  const people = [...owners.values()];
  return {
    ...world,
    routers: await readRouters(config.routersPort, config.routers),
    quotas: await Promise.all(people.map((id) => api.quota(id))),
    usageHours: await Promise.all(people.map((id) => api.usageHours(id))),
    statements: await Promise.all(people.map((id) => api.statement(id))),
  };
};

const readMeters = async (client: Client): Promise<Facts['meters']> => {
  const { rows } = await client.query<{ name: string; data: MeterEvent }>(
    `select name, data from quota_ledger.events join quota_ledger.event_streams using (stream_id)
     where type = 'UsageMetered' order by stream_id, stream_position`,
  );
  const streams = new Map<string, MeterEvent[]>();
  for (const { name, data } of rows) streams.set(name, [...(streams.get(name) ?? []), data]);
  return [...streams].map(([stream, events]) => ({ stream, events }));
};

type AccountEvent = {
  readonly grantId?: string;
  readonly purchaseId?: string;
  readonly bytes?: number;
  readonly autoBytes?: number;
};

const readGiven = async (client: Client): Promise<Facts['given']> => {
  const { rows } = await client.query<{
    name: string;
    type: 'QuotaGranted' | 'DebtSettled';
    data: AccountEvent;
  }>(
    `select name, type, data from quota_ledger.events join quota_ledger.event_streams using (stream_id)
     where name like 'quota-account-%' and type in ('QuotaGranted', 'DebtSettled') order by stream_id, stream_position`,
  );
  return rows.map(({ name, type, data }) => ({
    type,
    subscriberId: name.slice('quota-account-'.length),
    purchaseId: data.purchaseId ?? data.grantId ?? '',
    bytes: data.bytes ?? data.autoBytes ?? 0,
  }));
};

const readOutbox = async (client: Client): Promise<Facts['outbox']> => {
  const { rows } = await client.query<{
    id: string;
    phone: string;
    state: string;
    attempted: boolean;
    providerId: string | null;
  }>(
    `select id, to_phone phone, state, attempted_at is not null attempted, provider_id "providerId"
     from notification.messages`,
  );
  return rows.map(({ phone, ...row }) => ({ ...row, target: phone.replace(/\D/g, '') }));
};

/** Row and events of one moment. */
const readSales = async (client: Client): Promise<Facts['sales']> => {
  const { rows } = await client.query<{
    orderId: string;
    subscriberId: string;
    rowState: string;
    rowVersion: number;
    sale: { orderNumber?: string; terms: { goods: { bytes: number }; price: { amountRupiah: number } } };
    eventTypes: string[];
  }>(
    `select id "orderId", subscriber_id "subscriberId", state "rowState", orders.version "rowVersion",
       sale,
       (select array_agg(type order by stream_position) from billing.events
        where events.stream_id = event_streams.stream_id) "eventTypes"
     from billing.orders join billing.event_streams on name = 'sale-' || id::text`,
  );
  return rows.map(({ sale, ...row }) => ({
    ...row,
    orderNumber: sale.orderNumber ?? '',
    bytes: sale.terms.goods.bytes,
    amountRupiah: sale.terms.price.amountRupiah,
  }));
};

const readJournal = async (client: Client): Promise<Facts['journal']> => {
  const { rows } = await client.query<Facts['journal'][number]>(
    `select stream, revision, account, amount_rupiah "amountRupiah" from billing.journal`,
  );
  return rows;
};

const readOwners = async (client: Client): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await client.query<{ phone: string; id: string }>(
    `select phone, id from auth_otp.subscribers where phone is not null`,
  );
  return new Map(rows.map(({ phone, id }) => [phone, id]));
};
