// voucher.process.ts — what is due after each event of a voucher: its quota is given, or taken back.
import type { Process } from '@saring/event-sourcing';
import { retrySeconds } from '../../sales/domain/sale.process';
import { mustGrant, mustTakeBack, type Voucher, type VoucherEvent } from './voucher';

type VoucherWork = 'grant' | 'take_back';

export const voucherProcess: Process<Voucher, VoucherEvent, VoucherWork> = {
  lanes: [['grant', 'take_back']],
  after: (event) => {
    if (event.type === 'VoucherRedeemed') return [{ kind: 'grant', notBefore: event.at }];
    return event.type === 'VoucherVoided' ? [{ kind: 'take_back', notBefore: event.at }] : [];
  },
  isStillDue: (kind, voucher) => (kind === 'grant' ? mustGrant(voucher) : mustTakeBack(voucher)),
  retryInSeconds: (_kind, _state, attempts) => retrySeconds(attempts),
  repeatAt: () => null,
};
