// full-data-switch.tsx — shows numbers, MACs and addresses in full on every page, to who may.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useSay } from '../language/language';
import { useMay } from '../session/session';
import { hideFullData, showFullData, useShownInFull } from './full-data';
import { fullDataTexts } from './full-data.texts';

export const FullDataSwitch = () => {
  const say = useSay(fullDataTexts);
  const may = useMay();
  const client = useQueryClient();
  const isShown = useShownInFull();
  const wasShown = useRef(isShown);
  useEffect(() => {
    if (wasShown.current === isShown) return;
    wasShown.current = isShown;
    void client.invalidateQueries();
  }, [client, isShown]);
  if (!may('privacy:unmask')) return null;
  const label = say(isShown ? 'hide' : 'show');
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={isShown ? 'light' : 'subtle'}
        color={isShown ? undefined : 'gray'}
        size="lg"
        aria-label={label}
        aria-pressed={isShown}
        onClick={isShown ? hideFullData : showFullData}
      >
        {isShown ? <IconEye size={20} /> : <IconEyeOff size={20} />}
      </ActionIcon>
    </Tooltip>
  );
};
