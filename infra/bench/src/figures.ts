// figures.ts — how a measurement is written down.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly n: number;
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
} & Readonly<Record<string, string | number | undefined>>;

export const report = (figure: Figure): void => void process.stdout.write(`${JSON.stringify(figure)}\n`);

/** The value below which a share of the sorted sample lies. */
export const percentile = (sample: readonly number[], share: number): number => {
  const sorted = [...sample].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const rounded = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits;

export const spread = (sample: readonly number[]) => ({
  p50: rounded(percentile(sample, 0.5)),
  p95: rounded(percentile(sample, 0.95)),
  p99: rounded(percentile(sample, 0.99)),
});

/** The machine that a figure was taken on. */
export const machine = (): string => {
  const info = readFileSync('/proc/cpuinfo', 'utf8');
  const model = /^model name\s*:\s*(.*)$/m.exec(info)?.[1] ?? 'unknown';
  return `${(info.match(/^processor/gm) ?? []).length} × ${model}, Node ${process.version}, Linux ${execFileSync('uname', ['-r'], { encoding: 'utf8' }).trim()}`;
};

/** Proportional set size of processes, in MB: shared pages are divided among those that share them. */
export const pssMegabytes = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const pss = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? '0';
    return sum + Number(pss) / 1024;
  }, 0);

/** A process and all that it has started. */
export const processTree = (pid: number): number[] => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
  return [pid, ...children.flatMap(processTree)];
};

/** CPU seconds of a process tree so far. */
export const cpuSeconds = (pid: number): number =>
  processTree(pid).reduce((sum, one) => {
    const stat = readFileSync(`/proc/${one}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) / 100;
  }, 0);

/** `--name=value` of a bench's arguments. */
export const option = (args: readonly string[], name: string, standard: number): number =>
  Number(args.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? standard);
