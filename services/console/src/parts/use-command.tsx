// use-command.tsx — one command of an operator: sent under one key until it is known how it ended, and its end is said.
import { notifications } from '@mantine/notifications';
import { ApiProblem } from '@saring/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, type ReactNode } from 'react';
import { newKey } from '../edge';
import { useSay } from '../language/language';
import { formThatSends } from './form-problem';
import { partsTexts } from './parts.texts';
import { useProblemText } from './problem';

const LONG_MILLISECONDS = 20_000;
const FAILURE_MILLISECONDS = 8_000;

type CommandOptions<Input, Answer> = {
  /** @param key of the command: sent again with it, it changes nothing more. */
  readonly send: (input: Input, key: string) => Promise<Answer>;
  /** Said when it is done; null: where it was pressed, it is said already. */
  readonly said: (answer: Answer, input: Input) => ReactNode;
  /** Queries that it changes, by the first words of their keys. */
  readonly changes: readonly (readonly string[])[];
  readonly onDone?: (answer: Answer) => void;
};

/** Refused for good; anything else may have happened, and is sent again under the same key. */
const isRefused = (error: unknown): boolean =>
  error instanceof ApiProblem && error.status >= 400 && error.status < 500;

export const useCommand = <Input, Answer>({ send, said, changes, onDone }: CommandOptions<Input, Answer>) => {
  const client = useQueryClient();
  const problemText = useProblemText();
  const closeButtonProps = { 'aria-label': useSay(partsTexts)('close') };
  const key = useRef(newKey());
  const form = useRef<ReturnType<typeof formThatSends>>(null);
  const failure = useRef('');
  const flying = useRef(new Set<string | undefined>());
  const mutation = useMutation({
    mutationFn: (input: Input) => send(input, key.current),
    onSuccess: (answer, input) => {
      key.current = newKey();
      notifications.hide(failure.current);
      const message = said(answer, input);
      // What can be pressed or is still followed stays longer than what is read.
      const autoClose = typeof message === 'string' ? undefined : LONG_MILLISECONDS;
      if (message !== null) notifications.show({ color: 'saring.8', message, autoClose, closeButtonProps });
      for (const queryKey of changes) void client.invalidateQueries({ queryKey: [...queryKey] });
      onDone?.(answer);
    },
    onSettled: (_answer, _error, input) => void flying.current.delete(JSON.stringify(input)),
    onError: (error) => {
      if (isRefused(error)) key.current = newKey();
      if (form.current?.(error)) return;
      const { title, detail } = problemText(error);
      notifications.hide(failure.current);
      failure.current = notifications.show({
        ...{ color: 'red.9', title, message: detail, autoClose: FAILURE_MILLISECONDS, closeButtonProps },
      });
    },
  });
  const { mutate } = mutation;
  return {
    ...mutation,
    mutate: (input: Input) => {
      // A double click is one command, and its end is said once.
      const asked = JSON.stringify(input) as string | undefined;
      if (flying.current.has(asked)) return;
      flying.current.add(asked);
      form.current = formThatSends();
      mutate(input);
    },
  };
};
