// sandbox.ts — runs one function of a plugin in a thread and an engine that run nothing before or after it, and takes nothing
// from it but text.
import { SANDBOX_LIMITS, type SandboxLimits } from './limits';
import { PluginNetwork, type NetworkRules } from './network';
import { Slots } from './slots';
import { SpareThread } from './spare-thread';

/** Why a call has no answer. Each concerns this call alone. */
export type SandboxFault =
  | 'threw'
  | 'cpu'
  | 'memory'
  | 'timed_out'
  | 'never_answers'
  | 'too_large'
  | 'unreadable'
  | 'busy'
  | 'crashed';

export type SandboxOutcome =
  | { readonly kind: 'answer'; readonly value: unknown }
  /** The plugin has no such function. */
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'failed';
      readonly reason: SandboxFault;
      /** In the plugin's own words, short; no secret is in it. */
      readonly message: string;
      /** Something may have been done at the vendor. */
      readonly hasCalled: boolean;
    };

export type SandboxedPlugin = {
  readonly code: string;
  readonly permissions: readonly string[];
  /** By key; the code names them, and does not see them. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly network: NetworkRules;
};

export type SandboxOptions = {
  readonly limits?: Partial<SandboxLimits>;
  /** Calls at once; later ones wait. */
  readonly sideBySide?: number;
  readonly onLog?: (line: string) => void;
  readonly now?: () => Date;
};

const SIDE_BY_SIDE = 3;
const MOST_WAITING = 64;
const HIDDEN = '[secret]';
/** Shorter ones would blacken words by chance. */
const LEAST_SECRET_CHARACTERS = 4;
/** Of all plugins: a thread that has run nothing is anybody's. */
const THREADS = new SpareThread();

type FromWorker =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: SandboxFault; readonly message: string }
  | { readonly kind: 'fetch'; readonly id: number; readonly request: string }
  | { readonly kind: 'log'; readonly text: string };

export class Sandbox {
  readonly #plugin: SandboxedPlugin;
  private readonly limits: SandboxLimits;
  private readonly slots: Slots;
  private readonly onLog: (line: string) => void;
  private readonly now: () => Date;

  constructor(plugin: SandboxedPlugin, options: SandboxOptions = {}) {
    this.#plugin = plugin;
    this.limits = { ...SANDBOX_LIMITS, ...options.limits };
    this.slots = new Slots(options.sideBySide ?? SIDE_BY_SIDE, MOST_WAITING);
    this.onLog = options.onLog ?? (() => undefined);
    this.now = options.now ?? (() => new Date());
  }

  /**
   * Never throws for what the plugin does. Whatever it does ends with the call: its thread is gone before this returns.
   * @param input becomes JSON; what JSON cannot say the plugin does not get.
   */
  async call(name: string, input: unknown): Promise<SandboxOutcome> {
    const text = JSON.stringify(input);
    if (text.length > this.limits.inputCharacters) return failed('too_large', 'the input', false);
    const slot = await this.slots.take();
    if (!slot) return failed('busy', '', false);
    try {
      return await this.run(name, text);
    } finally {
      slot.free();
    }
  }

  private async run(name: string, input: string): Promise<SandboxOutcome> {
    const { code, permissions, secrets, network: rules } = this.#plugin;
    const abort = new AbortController();
    const network = new PluginNetwork(rules, secrets, this.limits, abort.signal);
    const worker = THREADS.take();
    const answer = new Promise<SandboxOutcome>((resolve) => {
      const fail = (reason: SandboxFault, message: string) =>
        resolve(failed(reason, this.hidden(message), network.hasCalled));
      const timer = setTimeout(() => fail('timed_out', ''), this.limits.totalMilliseconds);
      abort.signal.addEventListener('abort', () => clearTimeout(timer));
      worker.on('error', (error: Error) => fail('crashed', error.message));
      worker.on('exit', () => fail('crashed', 'the thread ended'));
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'log') this.onLog(this.hidden(message.text));
        else if (message.kind === 'failed') fail(message.reason, message.message);
        else if (message.kind === 'answer') resolve(this.read(message.text, network.hasCalled));
        else
          network.fetch(message.request).then(
            (body) => worker.postMessage({ id: message.id, answer: body }),
            (error: Error) => worker.postMessage({ id: message.id, error: error.message }),
          );
      });
    });
    const job = { nowMilliseconds: this.now().getTime(), limits: this.limits, code, name, input };
    worker.postMessage({ job: { ...job, secrets, permissions } });
    const outcome = await answer;
    abort.abort();
    await worker.terminate();
    THREADS.refill();
    return outcome;
  }

  private read(text: string, hasCalled: boolean): SandboxOutcome {
    try {
      const answer = JSON.parse(this.hidden(text)) as { absent?: boolean; value?: unknown };
      return answer.absent === true ? { kind: 'absent' } : { kind: 'answer', value: answer.value };
    } catch {
      return failed('unreadable', '', hasCalled);
    }
  }

  /** A vendor may repeat a key in its answer, and a plugin that answer. */
  private hidden(text: string): string {
    return Object.values(this.#plugin.secrets)
      .filter((secret) => secret.length >= LEAST_SECRET_CHARACTERS)
      .reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text);
  }
}

const failed = (reason: SandboxFault, message: string, hasCalled: boolean): SandboxOutcome => ({
  kind: 'failed',
  reason,
  message,
  hasCalled,
});
