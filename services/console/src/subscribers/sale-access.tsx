// sale-access.tsx — whether the router has followed a sale: on which one access opened and when, or what stands in the way.
import { Group, Loader, Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { useLooks } from '../parts/use-looks';
import { useCauseText, useDiagnosis, useLook } from './diagnosis';
import { offlineTexts } from './offline.texts';
import { personTexts } from './person.texts';
import type { Diagnosis } from './repair-end';

const LIMITS = { mostLooks: 8, pauseMilliseconds: 2_000 };

const OPEN: readonly Diagnosis['cause'][] = ['none', 'idle', 'slowed'];
/** What the sale itself ends within moments. */
const ENDED_BY_SALE: readonly Diagnosis['cause'][] = [
  ...(['never_bought', 'expired', 'exhausted', 'payment_open', 'paid_not_given', 'debt'] as const),
];
const FOLLOWING: readonly Diagnosis['repair'][] = ['sweep', 'wait'];

const endOf = ({ cause, repair }: Diagnosis): 'opened' | 'stopped' | null => {
  if (OPEN.includes(cause)) return 'opened';
  return ENDED_BY_SALE.includes(cause) || FOLLOWING.includes(repair) ? null : 'stopped';
};

const endOfApproval = (found: Diagnosis): 'opened' | 'stopped' | null => {
  if (found.cause === 'pending') return null;
  return ENDED_BY_SALE.includes(found.cause) ? 'stopped' : endOf(found);
};

/** For those who may look at devices. */
export const SaleAccess = ({
  subscriberId,
  isApproval = false,
}: {
  readonly subscriberId: string;
  /** Of a registration: what a sale would end stays in the way. */
  readonly isApproval?: boolean;
}) => {
  const say = useSay(personTexts);
  const sayOffline = useSay(offlineTexts);
  const { time } = useFormats();
  const causeText = useCauseText();
  const diagnosis = useDiagnosis(subscriberId);
  const { end } = useLooks(useLook(diagnosis), LIMITS, isApproval ? endOfApproval : endOf);
  const found = diagnosis.data;
  const text = (): string => {
    if (end === null) return say(isApproval ? 'approve.following' : 'sell.following');
    const at = time(end.at);
    if (!found || end.how === 'silent') return say('sell.accessUnknown', { at });
    const router = found.routerName ?? sayOffline('someRouter');
    if (end.how === 'opened') return sayOffline('end.opened', { router, at });
    return say('sell.notOpen', { at, cause: causeText(found) });
  };
  return (
    <Group gap="xs" wrap="nowrap" role="status">
      {end === null && <Loader size="xs" aria-hidden />}
      <Text size="sm" fw={end?.how === 'opened' ? 600 : undefined}>
        {text()}
      </Text>
    </Group>
  );
};
