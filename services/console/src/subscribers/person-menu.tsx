// person-menu.tsx — what is rarely done for a person.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconAdjustments,
  IconBan,
  IconCalendarPlus,
  IconDots,
  IconHistory,
  IconLockOpen,
  IconPencil,
  IconPhone,
  IconRefresh,
  IconSend,
  IconStar,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSay } from '../language/language';
import { useMay } from '../session/session';
import type { Person } from './person';
import { personTexts } from './person.texts';
import { standingTexts } from './standing.texts';

type RareDialog = 'bill' | 'edit' | 'block' | 'unblock' | 'phone' | 'extend' | 'reset' | 'correct' | 'role';

/** Whoever has none of these has no menu. */
const RARE = [
  ...(['subscribers:update', 'subscribers:block', 'subscribers:phone', 'quota:grant'] as const),
  ...(['quota:reset', 'quota:correct', 'audit:read', 'counter:sell'] as const),
] as const;

/** What is written down of them, and put right. */
const BookItems = ({
  subscriberId,
  onDialog,
}: {
  readonly subscriberId: string;
  readonly onDialog: (dialog: RareDialog) => void;
}) => {
  const say = useSay(personTexts);
  const sayStanding = useSay(standingTexts);
  const may = useMay();
  return (
    <>
      {may('audit:read') && (
        <Menu.Item
          leftSection={<IconHistory size={16} />}
          renderRoot={(props) => <Link {...props} to="/audit" search={{ target: subscriberId }} />}
        >
          {say('act.audit')}
        </Menu.Item>
      )}
      {may('quota:correct') && may('quota:read') && (
        <Menu.Item leftSection={<IconAdjustments size={16} />} onClick={() => onDialog('correct')}>
          {sayStanding('act.correct')}
        </Menu.Item>
      )}
      {may('quota:reset') && (
        <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => onDialog('reset')}>
          {say('act.reset')}
        </Menu.Item>
      )}
    </>
  );
};

export const PersonMenu = ({
  person,
  onDialog,
}: {
  readonly person: Person;
  readonly onDialog: (dialog: RareDialog) => void;
}) => {
  const say = useSay(personTexts);
  const sayStanding = useSay(standingTexts);
  const may = useMay();
  if (!RARE.some(may)) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={say('act.more')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may('counter:sell') && (
          <Menu.Item leftSection={<IconSend size={16} />} onClick={() => onDialog('bill')}>
            {say('act.bill')}
          </Menu.Item>
        )}
        {may('subscribers:update') && (
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onDialog('edit')}>
            {say('act.edit')}
          </Menu.Item>
        )}
        {may('subscribers:update') && (
          <Menu.Item leftSection={<IconStar size={16} />} onClick={() => onDialog('role')}>
            {sayStanding(person.role === 'komandan' ? 'role.take' : 'role.set')}
          </Menu.Item>
        )}
        {may('subscribers:block') && (
          <Menu.Item
            leftSection={person.blocked ? <IconLockOpen size={16} /> : <IconBan size={16} />}
            onClick={() => onDialog(person.blocked ? 'unblock' : 'block')}
          >
            {say(person.blocked ? 'act.unblock' : 'act.block')}
          </Menu.Item>
        )}
        {may('subscribers:phone') && (
          <Menu.Item leftSection={<IconPhone size={16} />} onClick={() => onDialog('phone')}>
            {say('act.phone')}
          </Menu.Item>
        )}
        {may('quota:grant') && (
          <Menu.Item leftSection={<IconCalendarPlus size={16} />} onClick={() => onDialog('extend')}>
            {say('act.extend')}
          </Menu.Item>
        )}
        <BookItems subscriberId={person.subscriberId} onDialog={onDialog} />
      </Menu.Dropdown>
    </Menu>
  );
};
