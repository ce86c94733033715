// payment-lane.tsx — says to a stopped person with an open order that there is slow internet to pay with, and when it ends.
import type { PaymentLane as Lane } from '@saring/api-client';
import { useSecondsLeft } from '../login/use-seconds-left';
import { useLanguage } from '../language/language';
import { Notice } from '../parts/notice';

export const PaymentLane = ({ lane }: { readonly lane: Lane | null }) => (
  <div role="status">{lane ? <Standing lane={lane} /> : null}</div>
);

const Standing = ({ lane }: { readonly lane: Lane }) => {
  const { say, formats } = useLanguage();
  const isOpen = useSecondsLeft(Date.parse(lane.until)) > 0 && lane.open;
  if (!isOpen)
    return (
      <Notice tone="warning" title={say('lane.over')}>
        <p>{say('lane.over.help')}</p>
      </Notice>
    );
  return (
    <Notice title={say('lane.open')}>
      <p>
        {say('lane.open.help', {
          time: formats.moment(lane.until, new Date()),
          amount: formats.bytes(lane.leftBytes),
        })}
      </p>
    </Notice>
  );
};
