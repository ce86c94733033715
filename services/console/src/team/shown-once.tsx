// shown-once.tsx — a secret that is shown once, to be copied.
import { Alert, Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { useSay } from '../language/language';
import { teamTexts } from './team.texts';

export const ShownOnce = ({ secret, hint }: { readonly secret: string; readonly hint: string }) => {
  const say = useSay(teamTexts);
  return (
    <Alert color="orange">
      <Text size="sm" mb="xs">
        {hint}
      </Text>
      <Group gap="xs">
        <Code fz="md">{secret}</Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {say(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
};
