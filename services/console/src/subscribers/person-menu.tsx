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
  IconTrash,
  type Icon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSay } from '../language/language';
import { useMay } from '../session/session';
import { useInMenu } from '../shell/page-actions';
import type { Person } from './person';
import { personTexts } from './person.texts';
import { standingTexts } from './standing.texts';

type RareDialog =
  'bill' | 'edit' | 'block' | 'unblock' | 'phone' | 'extend' | 'reset' | 'correct' | 'role' | 'delete';

/** What stands in the menu for who is signed in; of the audit log there is a page. */
const useEntries = (person: Person, onDialog: (dialog: RareDialog) => void) => {
  const say = useSay(personTexts);
  const sayStanding = useSay(standingTexts);
  const may = useMay();
  const entry = (isOffered: boolean, dialog: RareDialog, label: string, icon: Icon) =>
    isOffered ? [{ label, icon, press: () => onDialog(dialog) }] : [];
  return [
    ...entry(may('counter:sell'), 'bill', say('act.bill'), IconSend),
    ...entry(may('subscribers:update'), 'edit', say('act.edit'), IconPencil),
    ...entry(
      may('subscribers:update'),
      'role',
      sayStanding(person.role === 'komandan' ? 'role.take' : 'role.set'),
      IconStar,
    ),
    ...(person.blocked
      ? entry(may('subscribers:block'), 'unblock', say('act.unblock'), IconLockOpen)
      : entry(may('subscribers:block'), 'block', say('act.block'), IconBan)),
    ...entry(may('subscribers:phone'), 'phone', say('act.phone'), IconPhone),
    ...entry(may('quota:grant'), 'extend', say('act.extend'), IconCalendarPlus),
    ...entry(
      may('quota:correct') && may('quota:read'),
      'correct',
      sayStanding('act.correct'),
      IconAdjustments,
    ),
    ...entry(may('quota:reset'), 'reset', say('act.reset'), IconRefresh),
    ...entry(may('subscribers:delete'), 'delete', say('act.delete'), IconTrash),
  ];
};

export const PersonMenu = ({
  person,
  onDialog,
}: {
  readonly person: Person;
  readonly onDialog: (dialog: RareDialog) => void;
}) => {
  const say = useSay(personTexts);
  const may = useMay();
  const entries = useEntries(person, onDialog);
  useInMenu(entries);
  if (entries.length === 0 && !may('audit:read')) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={say('act.more')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ label, icon: Drawn, press }) => (
          <Menu.Item key={label} leftSection={<Drawn size={16} />} onClick={press}>
            {label}
          </Menu.Item>
        ))}
        {may('audit:read') && (
          <Menu.Item
            leftSection={<IconHistory size={16} />}
            renderRoot={(props) => <Link {...props} to="/audit" search={{ target: person.subscriberId }} />}
          >
            {say('act.audit')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
