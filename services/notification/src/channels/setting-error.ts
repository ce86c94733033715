// setting-error.ts — a setting of channels that cannot be read.

/** The message says which word is wrong, and why. */
export class SettingError extends Error {}
