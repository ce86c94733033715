// code-kinds.ts — the kinds of messages that hold a code: whoever reads one can log in; and those about who reads along.
import type { MessageKey } from '@saring/i18n';

export const CODE_KINDS: readonly MessageKey[] = ['otp.code', 'otp.change'];

/** What must reach the number itself, and no chat or mailbox that was linked to it. */
const NUMBER_KINDS: readonly MessageKey[] = ['phone.linked'];

export const isForNumber = (kind: MessageKey): boolean => NUMBER_KINDS.includes(kind);

export const isCodeKind = (kind: MessageKey): boolean => CODE_KINDS.includes(kind);
