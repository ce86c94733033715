// checker.ts — runs the checker, a program that shares nothing with the product, and reads what it says.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Violation } from './check/facts';
import type { CheckConfig } from './check/read-facts';
import { DIST } from './programs';

export type CheckReport = {
  readonly violations: readonly Violation[];
  /** How many rules were looked at. */
  readonly rules: number;
  readonly seen: Readonly<Record<string, number>>;
  /** By subscriber. */
  readonly chargedBytes: Readonly<Record<string, number>>;
  /** Subscribers by the number of their phone. */
  readonly owners: Readonly<Record<string, string>>;
  /** By phone. */
  readonly movedBytes: Readonly<Record<string, number>>;
};

const PROGRAM = join(DIST, 'infra/chaos/src/check/main.js');

/** @throws Error when something could not be read: then nothing was judged. */
export const check = (config: CheckConfig, when: 'always' | 'quiet'): Promise<CheckReport> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, when], { stdio: ['pipe', 'pipe', 'pipe'] });
    let [said, complained] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (said += String(data)));
    child.stderr.on('data', (data: Buffer) => (complained += String(data)));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 || code === 1) return resolve(JSON.parse(said) as CheckReport);
      return reject(new Error(`the checker could not read everything: ${complained.trim()}`));
    });
    child.stdin.end(JSON.stringify(config));
  });
