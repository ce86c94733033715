// voucher.process.ts — what is due after each event of a voucher: its quota is given, looked at, or taken back.
import type { Process } from '@saring/event-sourcing';
import { instantAfter } from '@saring/kernel';
import { retrySeconds } from '../../sales/domain/sale.process';
import { isGiven, mustGrant, mustTakeBack, type Voucher, type VoucherEvent } from './voucher';

type VoucherWork = 'grant' | 'take_back' | 'look';

/** A change of its account's status is looked at when it happens; without one its end is seen within a day. */
const LOOK_AGAIN_MILLISECONDS = 86_400_000;

export const voucherProcess: Process<Voucher, VoucherEvent, VoucherWork> = {
  lanes: [['grant', 'take_back'], ['look']],
  after: (event) => {
    switch (event.type) {
      case 'VoucherRedeemed':
        return [{ kind: 'grant', notBefore: event.at }];
      case 'VoucherVoided':
        return [{ kind: 'take_back', notBefore: event.at }];
      case 'VoucherGranted':
      case 'VoucherResumed':
        return [{ kind: 'look', notBefore: instantAfter(event.at, LOOK_AGAIN_MILLISECONDS) }];
      default:
        return [];
    }
  },
  isStillDue: (kind, voucher) => {
    if (kind === 'look') return isGiven(voucher) && voucher.state === 'active';
    return kind === 'grant' ? mustGrant(voucher) : mustTakeBack(voucher);
  },
  retryInSeconds: (_kind, _state, attempts) => retrySeconds(attempts),
  repeatAt: (kind, _state, _attempts, startedAt) =>
    kind === 'look' ? instantAfter(startedAt, LOOK_AGAIN_MILLISECONDS) : null,
};
