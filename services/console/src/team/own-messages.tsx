// own-messages.tsx — what one is written to about, of what one may see.
import { Button, Checkbox, Paper, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { OPERATOR_MESSAGES, PERMISSION_OF_MESSAGE } from '@saring/i18n';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { Form } from '../parts/form';
import { useCommand } from '../parts/use-command';
import { useMay, useOperator } from '../session/session';
import { ownMessagesTexts } from './own-messages.texts';

export const OwnMessages = () => {
  const say = useSay(ownMessagesTexts);
  const may = useMay();
  const client = useQueryClient();
  const { messages, phone = '' } = useOperator();
  const [chosen, setChosen] = useState<readonly string[]>(messages);
  const offered = OPERATOR_MESSAGES.filter((message) => may(PERMISSION_OF_MESSAGE[message]));
  const save = useCommand({
    send: (_: void) =>
      answerOf(
        api.PUT('/api/v1/operator/messages', {
          body: { messages: offered.filter((one) => chosen.includes(one)) },
        }),
      ),
    said: () => say('said'),
    changes: [],
    onDone: () => void client.refetchQueries({ queryKey: ['operator'] }),
  });
  if (offered.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4">
        {say('title')}
      </Title>
      <Text size="sm" mb="sm">
        {say(phone ? 'hint' : 'noPhone')}
      </Text>
      <Form
        onSubmit={() => save.mutate()}
        buttons={
          <Button type="submit" variant="default" loading={save.isPending} disabled={phone === ''}>
            {say('save')}
          </Button>
        }
      >
        <Checkbox.Group value={[...chosen]} onChange={setChosen}>
          <Stack gap="xs">
            {offered.map((message) => (
              <Checkbox key={message} value={message} label={say(message)} disabled={phone === ''} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Form>
    </Paper>
  );
};
