// waha-ids.ts — how WAHA names a message: with its chat before it, or alone, as its engine likes.

/** `true_6281234567890@c.us_3EB0…` and `3EB0…` are one. */
export const wahaMessageId = (text: string): string =>
  /^(?:true|false)_[^_]+_([^_]+)/.exec(text)?.[1] ?? text;
