// plugin-dialogs.tsx — which ways to pay go to a plugin, that none do any more, and that a version goes.
import { Checkbox, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { methodTexts } from '../orders/methods.texts';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { useMethodText } from './method-text';
import { readableProblem } from './plugin-problem';
import { pluginTexts } from './plugins.texts';
import { isActive, PLUGINS, type Method, type Version } from './use-plugins';

type DialogProps = { readonly version: Version; readonly onClose: () => void };
const CHANGES = [PLUGINS];

const useActivate = ({ version: { plugin, version, name, settings }, onClose }: DialogProps) => {
  const say = useSay(pluginTexts);
  const sayMethod = useSay(methodTexts);
  return useCommand({
    send: async (methods: Method['method'][], key) => {
      try {
        const params = { path: { plugin }, header: { 'Idempotency-Key': key } };
        const body = { version, methods };
        return await answerOf(api.PUT('/api/v1/payment-plugins/{plugin}/methods', { params, body }));
      } catch (error) {
        throw readableProblem(error, settings);
      }
    },
    said: (_, methods) =>
      methods.length === 0
        ? say('said.none', { name })
        : say('said.activated', { name, methods: methods.map((one) => sayMethod(one)).join(', ') }),
    changes: CHANGES,
    onDone: onClose,
  });
};

/** @param all every plugin: a method goes to one of them. */
export const MethodsDialog = (props: DialogProps & { readonly all: readonly Version[] }) => {
  const { version, all, onClose } = props;
  const say = useSay(pluginTexts);
  const sayMethod = useSay(methodTexts);
  const methodText = useMethodText();
  const [chosen, setChosen] = useState(() =>
    version.methods.filter(({ active }) => active).map(({ method }) => method),
  );
  const activate = useActivate(props);
  const holderOf = (method: string): string | null => {
    const holder = all.find(
      (one) => one !== version && one.methods.some((other) => other.active && other.method === method),
    );
    return holder ? `${holder.name} ${holder.version}` : null;
  };
  const aboutOf = (method: Method): string => {
    const holder = holderOf(method.method);
    return [methodText(method), holder === null ? '' : say('activate.from', { name: holder })]
      .filter(Boolean)
      .join(' · ');
  };
  return (
    <FormDialog
      title={say('activate.title', { name: version.name, version: version.version })}
      submit={say('activate.submit')}
      isPending={activate.isPending}
      onSubmit={() => activate.mutate(chosen)}
      onClose={onClose}
    >
      <Text size="sm">{say('activate.why')}</Text>
      <Checkbox.Group value={chosen} onChange={(next) => setChosen(next as Method['method'][])}>
        <Stack gap="sm">
          {version.methods.map((method, index) => (
            <Checkbox
              key={method.method}
              value={method.method}
              label={sayMethod(method.method)}
              description={aboutOf(method)}
              data-autofocus={index === 0 ? true : undefined}
            />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormDialog>
  );
};

/** @param openOrders of all its versions. */
export const DeactivateDialog = (props: DialogProps & { readonly openOrders: number }) => {
  const { version, openOrders, onClose } = props;
  const { plugin, name } = version;
  const say = useSay(pluginTexts);
  const { number } = useFormats();
  const deactivate = useCommand({
    send: (_: void, key) =>
      answerOf(
        api.DELETE('/api/v1/payment-plugins/{plugin}/methods', {
          params: { path: { plugin }, header: { 'Idempotency-Key': key } },
        }),
      ),
    said: () => say('said.deactivated', { name }),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('deactivate.title', { name })}
      submit={say('deactivate')}
      isDangerous
      isPending={deactivate.isPending}
      onSubmit={() => deactivate.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{say('deactivate.why')}</Text>
      <Text size="sm" fw={600}>
        {openOrders === 0 ? say('deactivate.noOpen') : say('deactivate.open', { count: number(openOrders) })}
      </Text>
    </FormDialog>
  );
};

/** It goes only once nothing needs it. */
export const isRemovable = (version: Version): boolean => !isActive(version) && version.openOrders === 0;

export const RemoveDialog = ({ version: one, onClose }: DialogProps) => {
  const { plugin, version, name } = one;
  const say = useSay(pluginTexts);
  const remove = useCommand({
    send: (_: void, key) =>
      answerOf(
        api.DELETE('/api/v1/payment-plugins/{plugin}/versions/{version}', {
          params: { path: { plugin, version }, header: { 'Idempotency-Key': key } },
        }),
      ),
    said: () => say('said.removed', { name, version }),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('remove.title', { name, version })}
      submit={say('remove')}
      isDangerous
      isPending={remove.isPending}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{say('remove.why')}</Text>
    </FormDialog>
  );
};
