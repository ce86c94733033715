// goodwill.process.ts — what is due after goodwill was given: a part of its receivers at a time, until all have it.
import type { Process } from '@saring/event-sourcing';
import { retrySeconds } from '../sales/domain/sale.process';

type GoodwillWork = 'give' | 'tell';
type Progress = { readonly waiting: number; readonly untold: number };

/** While others still wait for their quota, whoever has it is looked for again so soon. */
const LOOK_AGAIN_MILLISECONDS = 500;

export const goodwillProcess: Process<Progress, never, GoodwillWork> = {
  // A silent WhatsApp delays no quota.
  lanes: [['give'], ['tell']],
  after: () => [],
  isStillDue: (kind, { waiting, untold }) => waiting > 0 || (kind === 'tell' && untold > 0),
  retryInSeconds: (_kind, _state, attempts) => retrySeconds(attempts),
  repeatAt: (kind, { waiting, untold }, _attempts, startedAt) => {
    if (kind === 'give') return waiting > 0 ? startedAt : null;
    if (untold > 0) return startedAt;
    return waiting > 0 ? new Date(Date.parse(startedAt) + LOOK_AGAIN_MILLISECONDS).toISOString() : null;
  },
};
