// role-choice.tsx — which role a colleague has: what each may do stands beside it, before one is chosen.
import { Radio, Stack } from '@mantine/core';
import { useSay } from '../language/language';
import { colleagueTexts } from './colleague.texts';
import { ROLES, type Role } from './colleague-roles';
import { teamTexts } from './team.texts';

export const RoleChoice = ({
  value,
  onChange,
}: {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}) => {
  const say = useSay(teamTexts);
  const sayCard = useSay(colleagueTexts);
  return (
    <Radio.Group
      label={say('role')}
      value={value}
      onChange={(word) => onChange(ROLES.find((one) => one === word) ?? value)}
    >
      <Stack gap="xs" mt={6}>
        {ROLES.map((role) => (
          <Radio key={role} value={role} label={say(`role.${role}`)} description={sayCard(`may.${role}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
};
