// Every field whose words are declared names a list that exists, and every list is used or belongs to a query.
import { getOption, hasOption, type DescFile, type DescMessage } from '@bufbuild/protobuf';
import { WORDS } from '@saring/kernel';
import {
  AuthOtp,
  Backup,
  Billing,
  Notification,
  Payment,
  QuotaLedger,
  RouterGateway,
  personalOption,
  wordsOption,
} from '.';

const FILES: readonly DescFile[] = [
  AuthOtp,
  Backup,
  Billing,
  Notification,
  Payment,
  QuotaLedger,
  RouterGateway,
].map(({ file }) => file);
/** Fields of these names hold words of some list; a text that is free says so here. */
const WORD_FIELDS = ['method', 'purpose', 'approval', 'role', 'delivery', 'source', 'locale', 'bank'];
const FREE: readonly string[] = ['WebhookReceived.gateway', 'SendMessageRequest.sources'];

const fields = FILES.flatMap(({ messages }) =>
  messages.flatMap((message) => message.fields.map((field) => ({ message, field }))),
);

it('names lists that exist', () => {
  const named = fields
    .filter(({ field }) => hasOption(field, wordsOption))
    .map(({ field }) => getOption(field, wordsOption));
  expect(named.length).toBeGreaterThan(40);
  for (const name of named) expect(Object.keys(WORDS)).toContain(name);
});

it('declares the words of every field that holds words', () => {
  const undeclared = fields
    .filter(({ field }) => WORD_FIELDS.includes(field.name) && field.fieldKind === 'scalar')
    .filter(({ field }) => !hasOption(field, wordsOption))
    .map(({ message, field }) => `${message.name}.${field.name}`)
    .filter((name) => !FREE.includes(name));
  expect(undeclared).toEqual([]);
});

/** Of these names an answer tells who somebody is, or where: how it is masked is declared beside it. */
const PERSONAL = /(?:^|_)(?:phone|(?<!private_)mac|macs|address|host|user)$/;
it('declares of every answer what is personal', () => {
  const answers = new Set<DescMessage>();
  const add = (message: DescMessage): void => {
    if (answers.has(message)) return;
    answers.add(message);
    for (const field of message.fields) if (field.message) add(field.message);
  };
  // The script of a router and the operators who are written to are for services alone.
  for (const { services } of FILES)
    for (const { methods } of services)
      for (const { name, output } of methods) if (!FOR_SERVICES.includes(name)) add(output);
  const undeclared = [...answers].flatMap(({ name, fields: own }) =>
    own
      .filter((field) => PERSONAL.test(field.name) && !hasOption(field, personalOption))
      .map((field) => `${name}.${field.name}`),
  );
  expect(answers.size).toBeGreaterThan(60);
  expect(undeclared).toEqual([]);
});
const FOR_SERVICES: readonly string[] = ['FindAttendedMacs', 'ListMessageReceivers', 'VerifyOtp'];
