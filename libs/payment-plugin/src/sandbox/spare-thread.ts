// spare-thread.ts — threads for calls of plugins: one stands ready, with an engine that has run nothing, so that a call does
// not wait for its start. Each is used for one call of one plugin, and thrown away.
import { Worker } from 'node:worker_threads';
import { WORKER_SOURCE } from './worker-source';

/** Of the thread itself, beside the plugin's heap. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 };

/** It knows no plugin, no secret and no input: those come with the call. */
const startThread = (): Worker =>
  new Worker(WORKER_SOURCE, {
    eval: true,
    env: {},
    execArgv: [],
    resourceLimits: THREAD_LIMITS,
    workerData: {
      core: require.resolve('quickjs-emscripten-core'),
      variant: require.resolve('@jitl/quickjs-wasmfile-release-sync'),
    },
  });

export class SpareThread {
  private spare: Worker | null = null;

  /** The one that stands ready, or a new one; whoever takes it ends it. */
  take(): Worker {
    const { spare } = this;
    this.spare = null;
    if (!spare) return startThread();
    spare.ref();
    return spare;
  }

  /** Starts the next one. After a call rather than during it: the machine has two cores for both. */
  refill(): void {
    if (this.spare) return;
    const thread = startThread();
    const forget = (): void => {
      if (this.spare === thread) this.spare = null;
    };
    // One that dies while it waits is no call's fault: the next call starts its own.
    thread.on('error', forget);
    thread.on('exit', forget);
    // It holds up no end of the process.
    thread.unref();
    this.spare = thread;
  }
}
