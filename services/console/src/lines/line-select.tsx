// line-select.tsx — the PPPoE lines of a person: one chosen for a subscription, and the name of one.
import { Select } from '@mantine/core';
import { useSay } from '../language/language';
import { lineTexts } from './lines.texts';
import { useLines } from './use-lines';

type Props = {
  readonly subscriberId: string;
  /** Empty: none is chosen. */
  readonly value: string;
  readonly onChange: (lineId: string) => void;
};

/** Nothing where the person has no line. */
export const LineSelect = ({ subscriberId, value, onChange }: Props) => {
  const say = useSay(lineTexts);
  const lines = useLines({ subscriberId }).data?.items ?? [];
  if (lines.length === 0) return null;
  return (
    <Select
      label={say('select')}
      description={say('select.hint')}
      data={lines.map(({ lineId, username }) => ({ value: lineId, label: username }))}
      value={value || null}
      onChange={(lineId) => onChange(lineId ?? '')}
      clearable
    />
  );
};

export const LineName = ({
  subscriberId,
  lineId,
}: {
  readonly subscriberId: string;
  readonly lineId: string;
}) => {
  const say = useSay(lineTexts);
  const lines = useLines({ subscriberId }).data?.items ?? [];
  return <>{lines.find((line) => line.lineId === lineId)?.username ?? say('line')}</>;
};
