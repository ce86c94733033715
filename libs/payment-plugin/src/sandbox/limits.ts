// limits.ts — what one call of a plugin may use up. A call that passes one of them ends, and nothing else does.
export const SANDBOX_LIMITS = {
  /** Of the plugin's own heap. */
  memoryBytes: 32 * 1024 * 1024,
  stackBytes: 256 * 1024,
  /** Of the plugin's own work, waiting for the network not counted. */
  cpuMilliseconds: 1_000,
  /** From the call to its answer, whatever it does; then its thread is ended. */
  totalMilliseconds: 8_000,
  inputCharacters: 256 * 1024,
  answerCharacters: 64 * 1024,
  logLines: 50,
  logCharacters: 300,
  fetches: 8,
  /** Each from its beginning to the last byte of its answer. */
  fetchMilliseconds: 5_000,
  requestCharacters: 64 * 1024,
  /** Of one answer, and of all of a call. */
  responseBytes: 256 * 1024,
  allResponseBytes: 1024 * 1024,
} as const;
export type SandboxLimits = { readonly [Name in keyof typeof SANDBOX_LIMITS]: number };
