// query.ts — the query words of the API: a stack machine over one row, print and getall only.
import type { Row } from '../tables/table';

type Operation = (stack: boolean[], row: Row) => void;

const numberOrText = (left: string, right: string): number => {
  if (/^-?\d+$/.test(left) && /^-?\d+$/.test(right)) return Number(left) - Number(right);
  return left < right ? -1 : left > right ? 1 : 0;
};

/** RouterOS accepts yes/no in a query although rows read true/false. */
const sameValue = (value: string, wanted: string): boolean =>
  value === wanted || (value === 'true' && wanted === 'yes') || (value === 'false' && wanted === 'no');

const comparison =
  (sign: string, name: string, wanted: string): Operation =>
  (stack, row) => {
    const value = row[name];
    if (sign === '<') stack.push(value !== undefined && numberOrText(value, wanted) < 0);
    else if (sign === '>') stack.push(value !== undefined && numberOrText(value, wanted) > 0);
    else stack.push(sameValue(value ?? '', wanted) && (value !== undefined || wanted === ''));
  };

// The stack is endless and full of "true" to begin with.
const pop = (stack: boolean[]): boolean => stack.pop() ?? true;
const fromTop = (stack: boolean[], index: number): boolean => stack[stack.length - 1 - index] ?? true;

const OPERATORS: Record<string, Operation> = {
  '!': (stack) => void stack.push(!pop(stack)),
  '&': (stack) => {
    const [right, left] = [pop(stack), pop(stack)];
    stack.push(left && right);
  },
  '|': (stack) => {
    const [right, left] = [pop(stack), pop(stack)];
    stack.push(left || right);
  },
  '.': (stack) => void stack.push(fromTop(stack, 0)),
};

const keepOnly =
  (index: number): Operation =>
  (stack) =>
    void stack.splice(0, stack.length, fromTop(stack, index));

/** `?#1|!0.`: an index (top is 0) copies that value, or as the last thing replaces all; a dot only ends an index. */
const stackProgram = (text: string): Operation[] | undefined => {
  const steps: Operation[] = [];
  const tokens = text.match(/\d+\.?|[^\d]/g) ?? [];
  for (const [position, token] of tokens.entries()) {
    const operator = OPERATORS[token];
    const index = Number.parseInt(token, 10);
    const last = position === tokens.length - 1 && !token.endsWith('.');
    if (operator) steps.push(operator);
    else if (Number.isNaN(index)) return undefined;
    else steps.push(last ? keepOnly(index) : (stack) => void stack.push(fromTop(stack, index)));
  }
  return steps;
};

const parseWord = (word: string): Operation[] | undefined => {
  const body = word.slice(1);
  if (body.startsWith('#')) return stackProgram(body.slice(1));
  const absent = /^-([^=]+)$/.exec(body);
  if (absent) return [(stack, row) => void stack.push(row[absent[1] ?? ''] === undefined)];
  const compared = /^([<>=]?)([^=]+)=([\s\S]*)$/.exec(body);
  if (compared) return [comparison(compared[1] ?? '', compared[2] ?? '', compared[3] ?? '')];
  if (/^[^<>=]+$/.test(body)) return [(stack, row) => void stack.push(row[body] !== undefined)];
  return undefined;
};

/** A test for rows from the `?…` words of a sentence; undefined if one of them is no query. No words match all. */
export const compileQuery = (words: readonly string[]): ((row: Row) => boolean) | undefined => {
  const program: Operation[] = [];
  for (const word of words) {
    const steps = parseWord(word);
    if (!steps) return undefined;
    program.push(...steps);
  }
  return (row) => {
    const stack: boolean[] = [];
    for (const step of program) step(stack, row);
    // One false value left anywhere on the stack refuses the row.
    return stack.every(Boolean);
  };
};
