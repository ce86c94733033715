// batches.process.ts — what is due after a batch was started: a part of its rows at a time, until all have an end.
import type { Process } from '@saring/event-sourcing';
import { retrySeconds } from '../sales/domain/sale.process';

type Progress = { readonly waiting: number };

export const batchProcess: Process<Progress, never, 'run_rows'> = {
  lanes: [['run_rows']],
  after: () => [],
  isStillDue: (_kind, { waiting }) => waiting > 0,
  retryInSeconds: (_kind, _state, attempts) => retrySeconds(attempts),
  repeatAt: (_kind, { waiting }, _attempts, startedAt) => (waiting > 0 ? startedAt : null),
};
