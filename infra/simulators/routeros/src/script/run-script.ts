// run-script.ts — runs a RouterOS script on a simulated router as `/import` does: statement by statement, each checked
// whole against the version's commands before it runs. What the simulator cannot do of the language is an error.
import { execute } from '../commands/execute';
import { findCommand, menuExists } from '../commands/schema';
import { Trap } from '../protocol/traps';
import type { Row } from '../tables/table';
import type { ApiUser, Router } from '../world/router';
import { isTrue, textOf, valueOf, type Scope, type Value } from './expressions';
import { inner, namedWords, ScriptError, statementsOf, wordsOf } from './words';

const ADMIN: ApiUser = { name: 'admin', password: '', group: 'full' };
const VERBS = new Set([
  ...['add', 'set', 'remove', 'find', 'get', 'print', 'enable', 'disable', 'sign', 'fetch', 'import'],
]);
const TAKES_ITEMS = new Set(['set', 'remove', 'enable', 'disable', 'sign', 'get']);
/** Values that RouterOS gives scripts as arrays. */
const ARRAYS = new Set(['dhcp-option']);

interface ScriptOutcome {
  /** The output of `:put`. */
  readonly output: readonly string[];
}

type MenuCommand = { readonly menu: string; readonly verb: string; readonly rest: readonly string[] };

class ReturnSignal extends Error {
  constructor(readonly value: Value) {
    super('return');
  }
}

const menuCommandOf = (statement: string, menuAround: string): MenuCommand => {
  const words = wordsOf(statement);
  const at = words.findIndex((word) => VERBS.has(word.replace(/^\//, '')));
  if (at < 0) throw new ScriptError(`bad command name ${words[0] ?? ''}`);
  const path = words.slice(0, at).join('/').replace(/^\//, '');
  return {
    menu: path === '' ? menuAround : path,
    verb: (words[at] ?? '').replace(/^\//, ''),
    rest: words.slice(at + 1),
  };
};

class ScriptRun implements Scope {
  readonly output: string[] = [];
  private readonly variables = new Map<string, Value>();
  private menu = '';

  constructor(private readonly router: Router) {}

  /** @throws ScriptError at the first statement that RouterOS would stop at. */
  run(text: string): Value {
    for (const statement of statementsOf(text)) {
      this.check(statement);
      this.statement(statement);
    }
    return '';
  }

  variable(name: string): Value {
    return this.variables.get(name) ?? '';
  }

  command(statement: string): Value {
    if (statement.startsWith(':')) return this.builtIn(wordsOf(statement));
    if (statement.startsWith('$')) return this.call(this.variable(statement.slice(1)));
    return this.menuCommand(menuCommandOf(statement, this.menu));
  }

  /** Whatever an import parses is checked before any of it runs: an argument unknown to the version is not caught. */
  private check(text: string): void {
    for (const statement of statementsOf(text)) {
      const words = wordsOf(statement);
      for (const word of words) {
        for (const part of [word, word.replace(/^[a-z][\w-]*=/, '')])
          if (/^[{]/.test(part) && !part.startsWith('{"')) this.check(inner(part));
          else if (/^\[\s*\//.test(part)) this.check(inner(part));
      }
      if (statement.startsWith('/')) this.checkCommand(menuCommandOf(statement, ''));
    }
  }

  private checkCommand({ menu, verb, rest }: MenuCommand): void {
    if (verb === 'fetch' || verb === 'import') return;
    const command = findCommand(menu, verb, this.router.version);
    if (!menuExists(menu, this.router.version) || !command)
      throw new ScriptError(`bad command name ${menu}/${verb}`);
    if (verb === 'get' || verb === 'find') return;
    for (const name of namedWords(rest).keys())
      if (!command.arguments.has(name))
        throw new ScriptError(`expected end of command: ${menu}/${verb} ${name}`);
  }

  private statement(statement: string): void {
    const words = wordsOf(statement);
    if (statement.startsWith(':')) this.builtIn(words);
    else if (statement.startsWith('$')) this.call(this.variable(statement.slice(1)));
    else this.menuCommand(menuCommandOf(statement, this.menu));
  }

  private block(word: string | undefined): void {
    if (word === undefined) return;
    for (const statement of statementsOf(inner(word))) this.statement(statement);
  }

  private call(value: Value): Value {
    if (typeof value === 'string' || !('code' in value)) throw new ScriptError('no function');
    this.check(value.code);
    try {
      for (const statement of statementsOf(value.code)) this.statement(statement);
      return '';
    } catch (error) {
      if (error instanceof ReturnSignal) return error.value;
      throw error;
    }
  }

  private builtIn([name = '', ...words]: readonly string[]): Value {
    const [first = '', second] = words;
    const value = (word: string | undefined): Value => (word === undefined ? '' : valueOf(word, this));
    switch (name) {
      case ':global':
      case ':local':
        if (second !== undefined || !this.variables.has(first)) this.variables.set(first, value(second));
        return '';
      case ':set':
        this.variables.set(first, value(second));
        return '';
      case ':put':
        this.output.push(textOf(value(first)));
        return '';
      case ':error':
        throw new ScriptError(textOf(value(first)));
      case ':delay':
        return '';
      case ':return':
        throw new ReturnSignal(value(first));
      case ':if':
        this.block(namedWords(words).get(isTrue(value(first)) ? 'do' : 'else'));
        return '';
      case ':foreach':
        return this.forEach(first, namedWords(words));
      case ':do':
        return this.attempt(first, namedWords(words).get('on-error'));
      default:
        return this.function(name, words.map(value));
    }
  }

  private forEach(name: string, named: ReadonlyMap<string, string>): Value {
    const list = valueOf(named.get('in') ?? '', this);
    for (const element of typeof list === 'string' ? [list].filter(Boolean) : 'code' in list ? [] : list) {
      this.variables.set(name, element);
      this.block(named.get('do'));
    }
    return '';
  }

  private attempt(block: string, onError: string | undefined): Value {
    try {
      this.block(block);
    } catch (error) {
      if (error instanceof ReturnSignal || onError === undefined) throw error;
      this.block(onError);
    }
    return '';
  }

  private function(name: string, [first = '', second = '', third = '']: readonly Value[]): Value {
    switch (name) {
      case ':len':
        return String(typeof first === 'string' ? first.length : 'code' in first ? 1 : first.length);
      case ':find':
        return findIn(first, second);
      case ':pick':
        return textOf(first).slice(Number(textOf(second)), Number(textOf(third)));
      case ':tostr':
        return textOf(first);
      case ':toarray':
        return first === '' ? [] : [first];
      case ':parse':
        return { code: textOf(first) };
      default:
        throw new ScriptError(`bad command name ${name}`);
    }
  }

  private menuCommand(command: MenuCommand): Value {
    const { menu, verb, rest } = command;
    const before = this.menu;
    this.menu = menu;
    try {
      if (verb === 'fetch') return this.fetch(namedWords(rest));
      if (verb === 'import') return this.import(rest);
      if (verb === 'find') return this.find(menu, rest);
      const named = [...namedWords(rest)].map(([name, word]): [string, string] => [
        name,
        argumentOf(valueOf(word, this)),
      ]);
      const item = TAKES_ITEMS.has(verb) ? this.itemOf(rest) : undefined;
      if (verb === 'get') return this.get(menu, item, textOf(valueOf(rest[rest.length - 1] ?? '', this)));
      if (item === '') return '';
      const words = [...(item === undefined ? [] : [`=.id=${item}`]), ...named.map(([n, v]) => `=${n}=${v}`)];
      return execute(this.router, ADMIN, [`/${menu}/${verb}`, ...words]).done?.ret ?? '';
    } catch (error) {
      if (error instanceof Trap) throw new ScriptError(error.message);
      throw error;
    } finally {
      this.menu = before;
    }
  }

  /** The items that the first word names: ids of a find, or a name; undefined where there is no such word. */
  private itemOf(rest: readonly string[]): string | undefined {
    const [first] = rest;
    if (first === undefined || /^[a-z][\w-]*=/.test(first)) return undefined;
    return argumentOf(valueOf(first, this));
  }

  private get(menu: string, item: string | undefined, name: string): Value {
    const single = this.router.single(menu);
    const row = single ?? this.rows(menu).find((one) => one['.id'] === item || one.name === item);
    if (!row) throw new ScriptError('no such item');
    const text = row[name] ?? '';
    return ARRAYS.has(name) && text !== '' ? text.split(',') : text;
  }

  private find(menu: string, rest: readonly string[]): Value {
    const conditions = rest
      .filter((word) => word !== 'where' && word !== 'and')
      .map((word) => this.condition(word));
    return this.rows(menu)
      .filter((row) => conditions.every((holds) => holds(row)))
      .map((row) => row['.id'] ?? '');
  }

  private condition(word: string): (row: Row) => boolean {
    const match = /^([a-z][\w-]*)(=|~)([\s\S]*)$/.exec(word);
    if (!match) throw new ScriptError(`syntax error near ${word}`);
    const [, name = '', operator, text = ''] = match;
    const wanted = textOf(valueOf(text, this));
    if (operator === '~') return (row) => new RegExp(wanted).test(row[name] ?? '');
    const spelled = wanted === 'no' ? 'false' : wanted === 'yes' ? 'true' : wanted;
    return (row) => row[name] === wanted || row[name] === spelled;
  }

  private rows(menu: string): Row[] {
    if (!menuExists(menu, this.router.version)) throw new ScriptError(`bad command name ${menu}`);
    return this.router.rows(menu);
  }

  /** A file that was fetched before. */
  private import([name = '']: readonly string[]): Value {
    const file = this.rows('file').find((row) => row.name === name);
    if (!file) throw new ScriptError(`input does not match any value of file-name`);
    this.menu = '';
    return this.run(file.contents ?? '');
  }

  private fetch(named: ReadonlyMap<string, string>): Value {
    const url = textOf(valueOf(named.get('url') ?? '', this));
    const contents = this.router.download(url);
    if (contents === undefined) throw new ScriptError('failure: connection failed');
    const name = textOf(valueOf(named.get('dst-path') ?? '', this));
    const files = this.router.table('file');
    const known = files.find((row) => row.name === name);
    if (known) files.update(known['.id'] ?? '', { contents });
    else files.insert({ name, type: '.html file', contents });
    return '';
  }
}

const argumentOf = (value: Value): string =>
  typeof value === 'string' || 'code' in value ? textOf(value) : value.map(textOf).join(',');

/** Nothing where it is not found, as RouterOS gives. */
const findIn = (inside: Value, wanted: Value): Value => {
  const at =
    typeof inside === 'string' || 'code' in inside
      ? textOf(inside).indexOf(textOf(wanted))
      : inside.findIndex((element) => textOf(element) === textOf(wanted));
  return at < 0 ? '' : String(at);
};

/** Imports a script as the console's administrator. @throws ScriptError where RouterOS would stop. */
export const runScript = (router: Router, text: string): ScriptOutcome => {
  const run = new ScriptRun(router);
  run.run(text);
  return { output: run.output };
};
