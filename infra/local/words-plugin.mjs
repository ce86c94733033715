// words-plugin.mjs — a plugin of protoc: the enums of proto/saring/words as lists and types of words for TypeScript.
import { createEcmaScriptPlugin, runNodeJs } from '@bufbuild/protoplugin';
import { getOption, hasOption } from '@bufbuild/protobuf';

const WORDS_FILE = 'saring/words/v1/words';

/** PaymentMethod → PAYMENT_METHODS, AccessStatus → ACCESS_STATUSES, OrderPurpose → ORDER_PURPOSES. */
const listName = (name) => {
  const snake = name.replace(/(?<!^)(?=[A-Z])/g, '_').toUpperCase();
  if (snake.endsWith('S')) return `${snake}ES`;
  return snake.endsWith('Y') ? `${snake.slice(0, -1)}IES` : `${snake}S`;
};

const generate = (schema) => {
  const file = schema.files.find(({ name }) => name === WORDS_FILE);
  if (!file) return;
  const extension = schema.allFiles
    .flatMap(({ extensions }) => extensions)
    .find(({ typeName }) => typeName === 'saring.words.v1.word');
  const wordOf = (value) =>
    hasOption(value, extension) ? getOption(value, extension) : value.localName.toLowerCase();
  const out = schema.generateFile('words.ts');
  out.preamble(file);
  for (const one of file.enums) {
    const words = one.values.filter(({ number }) => number !== 0).map(wordOf);
    const list = listName(one.name);
    out.print('');
    out.print(`export const ${list} = ${JSON.stringify(words)} as const;`);
    out.print(`export type ${one.name} = (typeof ${list})[number];`);
  }
  out.print('');
  out.print('/** By the name that a field of the contract gives (its option `words`). */');
  out.print('export const WORDS: Readonly<Record<string, readonly string[]>> = {');
  for (const { name } of file.enums) out.print(`  ${name}: ${listName(name)},`);
  out.print('};');
};

runNodeJs(createEcmaScriptPlugin({ name: 'words', version: 'v1', generateTs: generate }));
