// planted-services.ts — for specs: every other service, answering every method with numbers, MACs and addresses in each
// text that may hold them.
import { getOption, hasOption, ScalarType, type DescField, type DescMessage } from '@bufbuild/protobuf';
import { Controller, Module } from '@nestjs/common';
import {
  AuthOtp,
  Backup,
  Billing,
  Notification,
  Payment,
  personalOption,
  PersonalSchema,
  QuotaLedger,
  RouterGateway,
  wordsOption,
} from '@saring/contracts';
import { PERMISSIONS, WORDS, type Permission } from '@saring/kernel';
import { Answers, type ServiceDefinition } from '@saring/service-kit';

export const PLANTED = {
  phone: '+6281298765432',
  mac: 'DE:AD:BE:EF:12:34',
  address: '10.77.88.99',
  user: 'saring-login-name',
};
export const PLANTED_ID = '7d0c6f1a-0b1e-4c5e-8a57-2f6a51d1c0de';
const AT = '2026-11-28T03:00:00.000Z';
const DAY = '2026-11-28';
const FREE_TEXT = `call 0812-9876-5432 or ${PLANTED.phone}, ${PLANTED.mac} at ${PLANTED.address}`;
const INSTANT = /(?:_at|^at|_from|_until|^since|^until|_start|_seen)$/;

/** What the operator who asks may do. */
export const planted = { permissions: [...PERMISSIONS] as Permission[] };

const textOf = (field: DescField): string => {
  if (hasOption(field, personalOption)) {
    const kind = PersonalSchema.value[getOption(field, personalOption)]?.localName.toLowerCase() ?? '';
    return kind in PLANTED ? PLANTED[kind as keyof typeof PLANTED] : 'open';
  }
  if (hasOption(field, wordsOption)) return WORDS[getOption(field, wordsOption)]?.[0] ?? '';
  if (INSTANT.test(field.name)) return AT;
  if (/_ids?$/.test(field.name)) return PLANTED_ID;
  if (/date$|^day$/.test(field.name)) return DAY;
  if (/json$/.test(field.name)) return JSON.stringify({ note: FREE_TEXT });
  if (/time_zone/.test(field.name)) return 'Asia/Jakarta';
  if (/^site$|_hash|digest|content_type|_url$|token$|etag$/.test(field.name)) return '';
  return FREE_TEXT;
};

const scalarOf = (field: DescField): unknown => {
  if (field.scalar === ScalarType.STRING) return textOf(field);
  if (field.scalar === ScalarType.BOOL) return false;
  return field.scalar === ScalarType.BYTES ? '' : 1;
};

/** A cursor that never ends would be followed for ever. */
const isCursor = ({ name }: DescField): boolean => /^next_/.test(name);

const messageOf = (message: DescMessage): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    message.fields.filter((field) => !isCursor(field)).map((field) => [field.localName, valueOf(field)]),
  );

const valueOf = (field: DescField): unknown => {
  if (field.fieldKind === 'map') return { note: FREE_TEXT, subscriberId: PLANTED_ID };
  const one = field.message ? messageOf(field.message) : scalarOf(field);
  return field.fieldKind === 'list' ? [one] : one;
};

const answerOf = (output: DescMessage): object => {
  const answer = messageOf(output);
  // Of the file of one byte that it says it is.
  if (output === Backup.method.getBackupPiece.output) return { ...answer, content: new Uint8Array(1) };
  if (output !== AuthOtp.method.authenticateOperator.output) return answer;
  return { ...answer, mustChangePassword: false, permissions: planted.permissions };
};

@Controller()
class Planted {}
for (const service of [AuthOtp, Backup, Billing, Notification, Payment, QuotaLedger, RouterGateway])
  for (const rpc of service.methods) {
    const name = `${service.name}_${rpc.name}`;
    const value = async (): Promise<object> => answerOf(rpc.output);
    Object.defineProperty(Planted.prototype, name, { value, writable: true, configurable: true });
    const descriptor = Object.getOwnPropertyDescriptor(Planted.prototype, name) as PropertyDescriptor;
    Answers(rpc as never)(Planted.prototype, name, descriptor);
    Object.defineProperty(Planted.prototype, name, descriptor);
  }

@Module({ controllers: [Planted] })
class PlantedModule {}
export const plantedServices: ServiceDefinition = { name: 'planted', module: PlantedModule };
