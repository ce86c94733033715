// Every field whose words are declared names a list that exists, and every list is used or belongs to a query.
import { getOption, hasOption, type DescFile } from '@bufbuild/protobuf';
import { WORDS } from '@saring/kernel';
import { AuthOtp, Billing, Notification, Payment, QuotaLedger, RouterGateway, wordsOption } from '.';

const FILES: readonly DescFile[] = [AuthOtp, Billing, Notification, Payment, QuotaLedger, RouterGateway].map(
  ({ file }) => file,
);
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
