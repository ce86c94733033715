// settings-in-force.ts — the settings that a service runs with: an operator's before the machine's before the program's.
// A change reaches the objects that the service reads at use; what it reads at its start waits for the next one.
import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import type { SettingEffect } from '@saring/kernel';
import { z, type ZodType } from 'zod';
import { ConfigError, parseConfig } from './config';
import { effectOf } from './setting-effects';

type Env = Readonly<Record<string, string | undefined>>;
/** What an operator stored of a setting; null: back to the machine's value. */
export type StoredValue = { readonly version: number; readonly value: string | null };
/** By the names of settings. */
export type StoredValues = ReadonlyMap<string, StoredValue>;
type Values = ReadonlyMap<string, string>;

export type SettingVerdict = {
  readonly isHeld: boolean;
  readonly effect: SettingEffect;
  /** Why the service would not run with it, without the value. */
  readonly problem: string | null;
};
/** How a setting stands in a running service. */
export type SettingStanding = {
  readonly running: string | undefined;
  readonly wanted: string | undefined;
  readonly machine: string | undefined;
  readonly isStored: boolean;
  readonly version: number;
  readonly problem: string | null;
};

const MOST_CHARACTERS = 2_000;
/** One line, read from left to right: nothing that hides or turns characters. */
const NOT_PLAIN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

const shapeOf = (schema: ZodType | undefined): Readonly<Record<string, ZodType>> =>
  schema instanceof z.ZodObject ? (schema.shape as Record<string, ZodType>) : {};

export class SettingsInForce {
  /** Of every setting that the service has, and of the process that hosts it. */
  readonly schemas: Readonly<Record<string, ZodType>>;
  private readonly schema: ZodType;
  private readonly held: { readonly schema: ZodType; readonly object: Record<string, unknown> }[] = [];
  private readonly listeners: (() => void)[] = [];
  private versions: ReadonlyMap<string, number>;
  private wanted: Values;
  private running: Values;
  private problems: ReadonlyMap<string, string>;

  /**
   * @param schema of all settings of the service. @param machine its environment. @param stored what operators set.
   * @param process schema of what the process itself reads; only shown.
   */
  constructor(
    schema: ZodType | undefined,
    private readonly machine: Env,
    stored: StoredValues = new Map(),
    process?: ZodType,
  ) {
    this.schema = schema ?? z.object({});
    this.schemas = { ...shapeOf(process), ...shapeOf(schema) };
    ({ fit: this.wanted, problems: this.problems } = this.fitIn(this.own(stored)));
    this.versions = versionsOf(stored);
    this.running = this.wanted;
  }

  /** The environment that the service runs with. */
  get env(): Env {
    return this.envWith(this.running);
  }

  /** The settings as an object, in which those that hold at once change by themselves. @throws ConfigError */
  hold<S extends ZodType>(schema: S): z.infer<S> {
    const object = parseConfig(schema, this.env);
    this.held.push({ schema, object: object as Record<string, unknown> });
    return object;
  }

  /** For what is made of settings: called after some have changed. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** @returns the names whose value is another one from now on. */
  take(stored: StoredValues): readonly string[] {
    const before = this.envWith(this.running);
    ({ fit: this.wanted, problems: this.problems } = this.fitIn(this.own(stored)));
    this.versions = versionsOf(stored);
    const isAtOnce = (name: string): boolean => this.effectOf(name) === 'at_once';
    this.running = new Map([
      ...[...this.running].filter(([name]) => !isAtOnce(name)),
      ...[...this.wanted].filter(([name]) => isAtOnce(name)),
    ]);
    const env = this.env;
    const changed = Object.keys(this.schemas).filter((name) => env[name] !== before[name]);
    if (changed.length === 0) return changed;
    for (const { schema, object } of this.held) {
      const fresh = parseConfig(schema, env) as Record<string, unknown>;
      for (const name of changed) if (name in shapeOf(schema)) object[name] = fresh[name];
    }
    for (const listener of this.listeners) listener();
    return changed;
  }

  /** Whether the service would run with a value, beside all others that are to hold. @param value null: the machine's. */
  check(name: string, value: string | null): SettingVerdict {
    const effect = this.effectOf(name);
    if (!Object.hasOwn(this.schemas, name)) return { isHeld: false, effect, problem: null };
    return {
      isHeld: true,
      effect,
      problem: value === null ? this.fault(name, null) : this.textFault(name, value),
    };
  }

  standingOf(name: string): SettingStanding {
    const at = (values: Values): string | undefined => this.envWith(values)[name] || undefined;
    return {
      ...{ running: at(this.running), wanted: at(this.wanted), machine: this.machine[name] || undefined },
      ...{ isStored: this.running.has(name), version: this.versions.get(name) ?? 0 },
      problem: this.problems.get(name) ?? null,
    };
  }

  effectOf(name: string): SettingEffect {
    const schema = Object.hasOwn(this.schemas, name) ? this.schemas[name] : undefined;
    return schema === undefined ? 'machine' : effectOf(schema);
  }

  private textFault(name: string, value: string): string | null {
    if (value.trim() === '') return 'is empty.';
    if (value.length > MOST_CHARACTERS) return `has more than ${MOST_CHARACTERS} characters.`;
    if (NOT_PLAIN.test(value)) return 'is not one line of plain text.';
    return this.fault(name, value);
  }

  /** What is wrong by this value, and was not before. */
  private fault(name: string, value: string | null): string | null {
    const next = new Map(this.wanted);
    const before = this.faultsOf(next);
    if (value === null) next.delete(name);
    else next.set(name, value);
    const found = this.faultsOf(next).find((problem) => !before.includes(problem));
    return found === undefined ? null : found.replace(`${name} `, '');
  }

  /** Of other services' settings, and of those that are not an operator's, nothing is taken. */
  private own(stored: StoredValues): Values {
    return new Map(
      [...stored].flatMap(([name, { value }]) =>
        value !== null && ['at_once', 'next_start'].includes(this.effectOf(name)) ? [[name, value]] : [],
      ),
    );
  }

  /** A newer program may refuse what an older one took: what does not fit is left out, and the page says so. */
  private fitIn(values: Values): { readonly fit: Values; readonly problems: ReadonlyMap<string, string> } {
    const fit = new Map(values);
    const problems = new Map<string, string>();
    for (;;) {
      const faults = this.faultsOf(fit);
      const isMachines = faults.length > 0 && fit.size === 0;
      if (faults.length === 0 || isMachines) return { fit, problems };
      const named = [...fit.keys()].filter((name) => faults.some((fault) => fault.startsWith(`${name} `)));
      for (const name of named.length > 0 ? named : [...fit.keys()]) {
        fit.delete(name);
        problems.set(name, faults.find((fault) => fault.startsWith(`${name} `)) ?? faults[0] ?? '');
      }
    }
  }

  private faultsOf(values: Values): readonly string[] {
    try {
      parseConfig(this.schema, this.envWith(values));
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
  }

  private envWith(values: Values): Env {
    return { ...this.machine, ...Object.fromEntries(values) };
  }
}

const versionsOf = (stored: StoredValues): ReadonlyMap<string, number> =>
  new Map([...stored].map(([name, { version }]) => [name, version]));

/** The settings of a service as one object, of which those that hold at once are read at use. */
export const settingsProvider = (provide: InjectionToken, schema: ZodType): FactoryProvider => ({
  provide,
  inject: [SettingsInForce],
  useFactory: (settings: SettingsInForce) => settings.hold(schema),
});
