// code-kinds.ts — the kinds of messages that hold a code: whoever reads one can log in.
import type { MessageKey } from '@saring/i18n';

export const CODE_KINDS: readonly MessageKey[] = ['otp.code', 'otp.change'];

export const isCodeKind = (kind: MessageKey): boolean => CODE_KINDS.includes(kind);
