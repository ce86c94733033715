// expressions.ts — values of RouterOS script: strings with variables, arrays, parentheses with operators.
import { elementsOf, inner, ScriptError, wordsOf } from './words';

/** Text, numbers as text, arrays, and code that `:parse` made. */
export type Value = string | readonly Value[] | { readonly code: string };

export interface Scope {
  variable(name: string): Value;
  /** Runs the command in square brackets and gives its value. */
  command(statement: string): Value;
}

export const textOf = (value: Value): string => {
  if (typeof value === 'string') return value;
  return 'code' in value ? '(code)' : value.map(textOf).join(';');
};

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const stringOf = (word: string, scope: Scope): string =>
  inner(word).replace(/\\([\s\S])|\$(\w+)/g, (_, escaped?: string, name?: string) =>
    name === undefined ? (ESCAPED[escaped ?? ''] ?? escaped ?? '') : textOf(scope.variable(name)),
  );

const PRECEDENCE: readonly (readonly string[])[] = [
  ['||', 'or'],
  ['&&', 'and'],
  ['=', '!=', '<', '>', '~'],
  [','],
  ['.', '+', '-'],
];

const truth = (is: boolean): string => (is ? 'true' : 'false');
export const isTrue = (value: Value): boolean => value === 'true' || value === 'yes';

const asArray = (value: Value): readonly Value[] =>
  typeof value === 'string' ? (value === '' ? [] : [value]) : 'code' in value ? [value] : value;

const OPERATORS: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  '||': (left, right) => truth(isTrue(left) || isTrue(right)),
  or: (left, right) => truth(isTrue(left) || isTrue(right)),
  '&&': (left, right) => truth(isTrue(left) && isTrue(right)),
  and: (left, right) => truth(isTrue(left) && isTrue(right)),
  '=': (left, right) => truth(textOf(left) === textOf(right)),
  '!=': (left, right) => truth(textOf(left) !== textOf(right)),
  '<': (left, right) => truth(Number(textOf(left)) < Number(textOf(right))),
  '>': (left, right) => truth(Number(textOf(left)) > Number(textOf(right))),
  '~': (left, right) => truth(new RegExp(textOf(right)).test(textOf(left))),
  ',': (left, right) => [...asArray(left), ...asArray(right)],
  '.': (left, right) => textOf(left) + textOf(right),
  '+': (left, right) => String(Number(textOf(left)) + Number(textOf(right))),
  '-': (left, right) => String(Number(textOf(left)) - Number(textOf(right))),
};

/** Evaluates words with operators between, the loosest first. */
const operation = (words: readonly string[], scope: Scope, level = 0): Value => {
  const [only] = words;
  if (words.length === 1 && only !== undefined) return valueOf(only, scope);
  const operators = PRECEDENCE[level];
  if (!operators) throw new ScriptError(`syntax error near ${words.join(' ')}`);
  for (let at = words.length - 1; at > 0; at -= 1) {
    const operator = words[at] ?? '';
    if (!operators.includes(operator)) continue;
    const apply = OPERATORS[operator];
    if (apply)
      return apply(
        operation(words.slice(0, at), scope, level),
        operation(words.slice(at + 1), scope, level + 1),
      );
  }
  return operation(words, scope, level + 1);
};

/** The value of one word. */
export const valueOf = (word: string, scope: Scope): Value => {
  switch (word[0]) {
    case '"':
      return stringOf(word, scope);
    case '(':
      return operation(wordsOf(inner(word)), scope);
    case '[':
      return scope.command(inner(word).trim());
    case '{':
      return elementsOf(inner(word)).map((element) => valueOf(element, scope));
    case '$':
      return scope.variable(word.slice(1));
    default:
      return word;
  }
};
