// goodwill-dialog.tsx — something for everybody of a place: who would get it is said before it is given.
import { Alert, Checkbox, Radio, Select, Stack, Text } from '@mantine/core';
import { answerOf, ApiProblem } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { bytesOf, GigabyteField } from '../parts/gigabyte-field';
import { NumberField } from '../parts/number-field';
import { partsTexts } from '../parts/parts.texts';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useColleagues } from '../parts/use-colleagues';
import { useCommand } from '../parts/use-command';
import { goodwillTexts } from './goodwill.texts';

const MOST_DAYS = 365;
type Router = { readonly routerId: string; readonly name: string; readonly site: string };
type Given = Answer<'/api/v1/goodwill/preview'>['recent'][number];
type Place = { readonly site: string } | { readonly routerId: string };

/** A choice of the list as the API takes it. */
const placeOf = (choice: string | null): Place | null => {
  const [kind, ...rest] = (choice ?? '').split(':');
  const name = rest.join(':');
  if (name === '') return null;
  return kind === 'site' ? { site: name } : { routerId: name };
};

const PlaceField = ({
  routers,
  value,
  onChange,
}: {
  readonly routers: readonly Router[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) => {
  const say = useSay(goodwillTexts);
  const sites = [...new Set(routers.map(({ site }) => site))];
  return (
    <Select
      label={say('place')}
      data={[
        {
          group: say('place.router'),
          items: routers.map(({ routerId, name }) => ({ value: `router:${routerId}`, label: name })),
        },
        {
          group: say('place.site'),
          items: sites.map((site) => ({ value: `site:${site}`, label: site })),
        },
      ]}
      value={value}
      onChange={onChange}
      searchable
      required
      data-autofocus
    />
  );
};

const useGift = () => {
  const [kind, setKind] = useState<'days' | 'bytes'>('days');
  const [days, setDays] = useState<number | string>(1);
  const [gigabytes, setGigabytes] = useState<number | string>(1);
  const [lastsDays, setLastsDays] = useState<number | string>(30);
  return {
    fields: { kind, setKind, days, setDays, gigabytes, setGigabytes, lastsDays, setLastsDays },
    asked:
      kind === 'days' ? { extendDays: Number(days) } : { bytes: bytesOf(gigabytes), days: Number(lastsDays) },
  };
};

const GiftFields = (gift: ReturnType<typeof useGift>['fields']) => {
  const say = useSay(goodwillTexts);
  const sayParts = useSay(partsTexts);
  const dayField = (
    key: 'days' | 'lastsDays',
    value: number | string,
    set: (value: number | string) => void,
  ) => (
    <NumberField
      label={say(key)}
      value={value}
      onChange={set}
      min={1}
      max={MOST_DAYS}
      allowDecimal={false}
      required
    />
  );
  return (
    <>
      <Radio.Group
        label={say('what')}
        value={gift.kind}
        onChange={(kind) => gift.setKind(kind === 'bytes' ? 'bytes' : 'days')}
      >
        <Stack gap={6} mt={6}>
          <Radio value="days" label={say('what.days')} />
          <Radio value="bytes" label={say('what.bytes')} />
        </Stack>
      </Radio.Group>
      {gift.kind === 'days' ? (
        dayField('days', gift.days, gift.setDays)
      ) : (
        <>
          <GigabyteField
            label={sayParts('quota.gigabytes')}
            value={gift.gigabytes}
            onChange={gift.setGigabytes}
          />
          {dayField('lastsDays', gift.lastsDays, gift.setLastsDays)}
        </>
      )}
    </>
  );
};

const usePreview = (choice: string | null) => {
  const place = placeOf(choice);
  return useQuery({
    queryKey: ['goodwill', 'preview', choice],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/goodwill/preview', { params: { query: place ?? {} }, signal })),
    enabled: place !== null,
    staleTime: 0,
  });
};

const Receivers = ({ preview }: { readonly preview: ReturnType<typeof usePreview> }) => {
  const say = useSay(goodwillTexts);
  return (
    <Answered query={preview}>
      {({ subscribers, first }) => (
        <Alert role="status" color={subscribers > 0 ? 'gray' : 'orange'}>
          {subscribers === 0
            ? say('previewNone')
            : say('preview', {
                count: subscribers,
                names: `${first.map(({ name, phone }) => name || phone).join(', ')}${subscribers > first.length ? '…' : ''}`,
              })}
        </Alert>
      )}
    </Answered>
  );
};

/** What the place got in the last day; it is given more only by who means it. */
const Recent = ({
  given,
  isMeant,
  onMean,
}: {
  readonly given: readonly Given[];
  readonly isMeant: boolean;
  readonly onMean: (isMeant: boolean) => void;
}) => {
  const say = useSay(goodwillTexts);
  const { instant, duration, bytes } = useFormats();
  const { nameOf } = useColleagues();
  return (
    <Alert color="orange" role="status">
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {say('recent')}
        </Text>
        {given.map((one) => (
          <Text key={one.goodwillId} size="sm">
            {one.extendSeconds > 0
              ? say('gotDays', { time: duration(one.extendSeconds) })
              : say('gotBytes', { bytes: bytes(one.bytes) })}
            {' · '}
            {say('by', { at: instant(one.givenAt), name: nameOf(one.actor) })}
          </Text>
        ))}
        <Checkbox
          label={say('again')}
          checked={isMeant}
          onChange={(event) => onMean(event.currentTarget.checked)}
        />
      </Stack>
    </Alert>
  );
};

export const GoodwillDialog = ({
  routers,
  onClose,
}: {
  readonly routers: readonly Router[];
  readonly onClose: () => void;
}) => {
  const say = useSay(goodwillTexts);
  const [choice, setChoice] = useState<string | null>(null);
  const [silent, setSilent] = useState(false);
  const [again, setAgain] = useState(false);
  const { asked, fields } = useGift();
  const place = placeOf(choice);
  const preview = usePreview(choice);
  const count = preview.data?.subscribers ?? 0;
  const recent = preview.data?.recent ?? [];
  const choosePlace = (value: string | null) => {
    setAgain(false);
    setChoice(value);
  };
  const give = useCommand({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/goodwill', {
          params: { header: { 'Idempotency-Key': key } },
          // Who comes in between is not promised anything: more than were shown are refused.
          body: {
            ...place,
            ...asked,
            reason,
            mostSubscribers: count,
            ...(silent ? { silent } : {}),
            ...(again ? { again } : {}),
          },
        }),
      ),
    said: ({ subscribers }) => say('said', { count: subscribers }),
    changes: [['goodwill'], ['person'], ['home']],
    onDone: onClose,
  });
  const { error } = give;
  const { refetch } = preview;
  // Somebody else was quicker: what they gave is said, and asked about.
  useEffect(() => {
    if (error instanceof ApiProblem && error.code === 'BILLING.GOODWILL_REPEATED') void refetch();
  }, [error, refetch]);
  return (
    <ReasonDialog
      title={say('give')}
      hint={say('reason.hint')}
      isPending={give.isPending}
      isDisabled={!preview.isSuccess || preview.isFetching || count === 0 || (recent.length > 0 && !again)}
      onClose={onClose}
      onSubmit={(reason) => give.mutate(reason)}
    >
      <PlaceField routers={routers} value={choice} onChange={choosePlace} />
      {place && <Receivers preview={preview} />}
      {recent.length > 0 && <Recent given={recent} isMeant={again} onMean={setAgain} />}
      <GiftFields {...fields} />
      <Checkbox
        label={say('silent')}
        checked={silent}
        onChange={(event) => setSilent(event.currentTarget.checked)}
      />
    </ReasonDialog>
  );
};
