// remove-router.tsx — takes Saring off a router and forgets it, once its name was typed.
import { Checkbox, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { holdingsTexts } from './router-holdings.texts';

type Props = { readonly routerId: string; readonly name: string; readonly onClose: () => void };

export const RemoveRouter = ({ routerId, name, onClose }: Props) => {
  const say = useSay(holdingsTexts);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [isLeft, setIsLeft] = useState(false);
  const remove = useCommand({
    send: (_: void) =>
      answerOf(
        api.DELETE('/api/v1/routers/{routerId}', {
          params: { path: { routerId }, query: isLeft ? { leaveAsIs: 'true' } : {} },
        }),
      ),
    said: ({ left }) =>
      left.length === 0 ? say('said.removed', { name }) : say('said.left', { name, left: left.join('; ') }),
    changes: [],
    onDone: () => void navigate({ to: '/routers' }),
  });
  return (
    <FormDialog
      title={say('remove')}
      isPending={remove.isPending}
      isDangerous
      isDisabled={typed.trim() !== name}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Text>{say('remove.caption')}</Text>
      <TextInput
        label={say('remove.name', { name })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        data-autofocus
      />
      <Checkbox
        label={say('remove.leave')}
        checked={isLeft}
        onChange={(event) => setIsLeft(event.currentTarget.checked)}
      />
    </FormDialog>
  );
};
