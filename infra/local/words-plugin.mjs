// words-plugin.mjs — a plugin of protoc. Of the enums of proto/saring/words it makes lists and types of words and the
// table of measures; of the comments in proto/ it makes the descriptions that the API publishes.
import { createEcmaScriptPlugin, getComments, runNodeJs } from '@bufbuild/protoplugin';
import { getOption, hasOption } from '@bufbuild/protobuf';

const WORDS_FILE = 'saring/words/v1/words';

/** PaymentMethod → PAYMENT_METHODS, AccessStatus → ACCESS_STATUSES, OrderPurpose → ORDER_PURPOSES. */
const listName = (name) => {
  const snake = name.replace(/(?<!^)(?=[A-Z])/g, '_').toUpperCase();
  if (snake.endsWith('S')) return `${snake}ES`;
  return /[^AEIOU]Y$/.test(snake) ? `${snake.slice(0, -1)}IES` : `${snake}S`;
};

const MEASURE = 'Measure';
/** SHORT_NAME → shortName */
const camelCase = (name) => name.toLowerCase().replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

const optionOf = (schema) => (name) =>
  schema.allFiles
    .flatMap(({ extensions }) => extensions)
    .find(({ typeName }) => typeName === `saring.words.v1.${name}`);

const printWords = (out, enums, word) => {
  const wordOf = (value) => (hasOption(value, word) ? getOption(value, word) : value.localName.toLowerCase());
  for (const one of enums) {
    const words = one.values.filter(({ number }) => number !== 0).map(wordOf);
    const list = listName(one.name);
    out.print('');
    out.print(`export const ${list} = ${JSON.stringify(words)} as const;`);
    out.print(`export type ${one.name} = (typeof ${list})[number];`);
  }
  out.print('');
  out.print('/** By the name that a field of the contract gives (its option `words`). */');
  out.print('export const WORDS: Readonly<Record<string, readonly string[]>> = {');
  for (const { name } of enums) out.print(`  ${name}: ${listName(name)},`);
  out.print('};');
};

const printMeasures = (out, { values }, option) => {
  const characters = option('characters');
  const whole = option('whole');
  const pattern = option('pattern');
  out.print('');
  out.print(
    '/** How long texts and how large whole numbers may be: `of` characters, or `of` the number itself. */',
  );
  out.print('export const MEASURES = {');
  for (const value of values.filter(({ number }) => number !== 0)) {
    const isText = hasOption(value, characters);
    const { least, most } = getOption(value, isText ? characters : whole);
    const of = isText ? 'characters' : 'whole';
    const form = hasOption(value, pattern) ? `, pattern: /${getOption(value, pattern)}/` : '';
    out.print(`  ${camelCase(value.localName)}: { of: '${of}', least: ${least}, most: ${most}${form} },`);
  }
  out.print('} as const;');
  out.print('export type MeasureName = keyof typeof MEASURES;');
};

const generateWords = (schema) => {
  const file = schema.files.find(({ name }) => name === WORDS_FILE);
  if (!file) return;
  const option = optionOf(schema);
  const out = schema.generateFile('words.ts');
  out.preamble(file);
  printWords(
    out,
    file.enums.filter(({ name }) => name !== MEASURE),
    option('word'),
  );
  printMeasures(
    out,
    file.enums.find(({ name }) => name === MEASURE),
    option,
  );
};

/** Fields that it names, as the API spells them. */
const inCamelCase = (sentence) =>
  sentence.replace(
    /`([a-z]+(?:_[a-z]+)+)`/g,
    (_, name) => `\`${name.replace(/_([a-z])/g, (__, letter) => letter.toUpperCase())}\``,
  );

/** A comment of proto/ as one line. */
const sentenceOf = (field) =>
  [getComments(field).leading, getComments(field).trailing]
    .join(' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');

const generateDescriptions = (schema) => {
  const out = schema.generateFile('descriptions.ts');
  out.print('// What the comments of proto/ say of fields, by `Message.field`.');
  out.print('export const DESCRIPTIONS: Readonly<Record<string, string>> = {');
  for (const file of schema.files)
    for (const message of file.messages)
      for (const field of message.fields) {
        const sentence = inCamelCase(sentenceOf(field));
        if (sentence)
          out.print(
            `  ${JSON.stringify(`${message.typeName}.${field.localName}`)}: ${JSON.stringify(sentence)},`,
          );
      }
  out.print('};');
};

/** `generate=words` or `generate=descriptions`. */
const parseOptions = (options) => Object.fromEntries(options.map(({ key, value }) => [key, value]));
const generateTs = (schema) =>
  schema.options.generate === 'descriptions' ? generateDescriptions(schema) : generateWords(schema);

runNodeJs(createEcmaScriptPlugin({ name: 'words', version: 'v2', parseOptions, generateTs }));
