// new-broadcast.tsx — a message to many is written: whom it is for, what it says, when and how fast; nothing is sent yet.
import { Anchor, Button, Group, Paper, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES, tidyWording, zoneName } from '@saring/i18n';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api } from '../edge';
import { useLocale, useSay, useTimeZone } from '../language/language';
import { Field } from '../parts/field-problem';
import { Form } from '../parts/form';
import { NumberField } from '../parts/number-field';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { useOwnFault } from '../parts/use-own-fault';
import { EVERYBODY, FilterFields, type Filter } from './broadcast-fields';
import { BroadcastWords, type TextValues } from './broadcast-words';
import { broadcastTexts } from './broadcasts.texts';
import { BROADCASTS, useBroadcast, type Broadcast } from './use-broadcasts';
import { instantIn } from './zoned-time';

const route = getRouteApi('/broadcasts/new');
const PACE = 20;

type Fields = TextValues & {
  readonly filter: Filter;
  readonly perMinute: number;
  readonly isLater: boolean;
  /** As the clock of the site shows it. */
  readonly startsAt: string;
};
const EMPTY: Fields = {
  ...{ textIndonesian: '', textEnglish: '', filter: EVERYBODY, perMinute: PACE },
  ...{ isLater: false, startsAt: '' },
};

const useMake = () => {
  const say = useSay(broadcastTexts);
  const timeZone = useTimeZone();
  const navigate = useNavigate();
  return useCommand({
    send: ({ filter, textIndonesian, textEnglish, perMinute, isLater, startsAt }: Fields, key) => {
      const { packageId, routerId, ...rest } = filter;
      const at = isLater ? instantIn(timeZone, startsAt) : null;
      return answerOf(
        api.POST('/api/v1/broadcasts', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            textIndonesian: tidyWording(textIndonesian),
            textEnglish: tidyWording(textEnglish),
            filter: {
              ...{ ...rest, query: rest.query.trim() },
              ...(packageId === '' ? {} : { packageId }),
              ...(routerId === '' ? {} : { routerId }),
            },
            perMinute,
            ...(at === null ? {} : { startsAt: at }),
          },
        }),
      );
    },
    said: () => say('said.made'),
    changes: [BROADCASTS],
    onDone: ({ broadcastId }) => void navigate({ to: '/broadcasts/$broadcastId', params: { broadcastId } }),
  });
};

type PartProps = { readonly fields: Fields; readonly onChange: (change: Partial<Fields>) => void };

const When = ({ fields: { isLater, startsAt }, onChange }: PartProps) => {
  const say = useSay(broadcastTexts);
  const { locale } = useLocale();
  const timeZone = useTimeZone();
  const at = instantIn(timeZone, startsAt);
  const isPast = isLater && at !== null && Date.parse(at) < Date.now();
  const fault = isPast ? say('at.past') : '';
  const own = useOwnFault(fault);
  return (
    <Stack gap="xs">
      <div>
        <SegmentedControl
          aria-label={say('when')}
          value={isLater ? 'later' : 'once'}
          onChange={(value) => onChange({ isLater: value === 'later' })}
          data={[
            { value: 'once', label: say('when.once') },
            { value: 'later', label: say('when.at') },
          ]}
        />
      </div>
      {isLater && (
        <Field name="startsAt">
          <TextInput
            ref={own}
            type="datetime-local"
            label={say('at', { zone: zoneName(timeZone, new Date(at ?? Date.now()), locale) })}
            maw={260}
            required
            value={startsAt}
            error={fault}
            onChange={(event) => onChange({ startsAt: event.currentTarget.value })}
          />
        </Field>
      )}
    </Stack>
  );
};

const Pace = ({ fields: { perMinute }, onChange }: PartProps) => {
  const say = useSay(broadcastTexts);
  return (
    <Field name="perMinute">
      <NumberField
        label={say('pace')}
        description={say('pace.hint')}
        value={perMinute}
        min={MEASURES.messagesPerMinute.least}
        max={MEASURES.messagesPerMinute.most}
        allowDecimal={false}
        suffix={` ${say('pace.unit')}`}
        maw={420}
        required
        onChange={(value) => onChange({ perMinute: Number(value) })}
      />
    </Field>
  );
};

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Paper withBorder p="md" component="section" aria-label={title}>
    <Stack gap="sm">
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  </Paper>
);

/** Another one to begin with; its time is over or will be. */
const copyOf = ({ textIndonesian, textEnglish, filter, perMinute }: Broadcast): Fields => ({
  ...{ ...EMPTY, textIndonesian, textEnglish, perMinute },
  filter: { ...EVERYBODY, ...filter },
});

const Written = ({ begun }: { readonly begun: Fields }) => {
  const say = useSay(broadcastTexts);
  const [fields, setFields] = useState(begun);
  const set = (change: Partial<Fields>) => setFields((now) => ({ ...now, ...change }));
  const make = useMake();
  const buttons = (
    <Group>
      <Button type="submit" loading={make.isPending}>
        {say('make')}
      </Button>
      <Text size="sm" c="dimmed">
        {say('make.why')}
      </Text>
    </Group>
  );
  return (
    <Form onSubmit={() => make.mutate(fields)} buttons={buttons} maw={980}>
      <Anchor size="sm" w="fit-content" renderRoot={(props) => <Link {...props} to="/broadcasts" />}>
        {say('back')}
      </Anchor>
      <Part title={say('audience')}>
        <FilterFields
          filter={fields.filter}
          onChange={(change) => set({ filter: { ...fields.filter, ...change } })}
        />
      </Part>
      <Part title={say('text')}>
        <BroadcastWords texts={fields} onChange={set} />
      </Part>
      <Part title={say('when')}>
        <When fields={fields} onChange={set} />
        <Pace fields={fields} onChange={set} />
      </Part>
    </Form>
  );
};

const Copied = ({ broadcastId }: { readonly broadcastId: string }) => (
  <Answered query={useBroadcast(broadcastId)}>
    {(broadcast) => <Written begun={copyOf(broadcast)} />}
  </Answered>
);

export const NewBroadcast = () => {
  const say = useSay(broadcastTexts);
  const { from } = route.useSearch();
  return (
    <>
      <PageTitle title={say('new')} />
      {from ? <Copied broadcastId={from} /> : <Written begun={EMPTY} />}
    </>
  );
};
