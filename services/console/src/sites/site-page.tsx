// site-page.tsx — what people read about a site: name, logo, contact, color and time zone.
import {
  Autocomplete,
  Button,
  Checkbox,
  FileInput,
  Image,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Field } from '../parts/field-problem';
import { Form } from '../parts/form';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { siteTexts } from './sites.texts';
import { useSites } from './use-sites';

type Profile = Answer<'/api/v1/sites/{site}/profile'>;
const TEXTS = ['name', 'address', 'phone', 'contactText', 'termsUrl', 'privacyUrl', 'color'] as const;
type Fields = Readonly<Record<(typeof TEXTS)[number] | 'timeZone', string>>;
const HINTS = { name: 'name.hint', phone: 'phone.hint', color: 'color.hint' } as const;
const MOST = {
  name: 60,
  address: 160,
  phone: 64,
  contactText: 200,
  termsUrl: 300,
  privacyUrl: 300,
  color: 7,
};
const LOGO_BYTES = 100_000;
const FIELD_WIDTH = 560;
/** Of Indonesia first: everybody else finds theirs by typing. */
const ZONES = [
  ...new Set([
    ...['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'],
    ...Intl.supportedValuesOf('timeZone'),
  ]),
];

const fieldsOf = ({ set }: Profile): Fields => {
  const values = (set ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string): string => (typeof values[name] === 'string' ? (values[name] as string) : '');
  return {
    ...{
      name: text('name'),
      address: text('address'),
      phone: text('phone'),
      contactText: text('contactText'),
    },
    ...{ termsUrl: text('termsUrl'), privacyUrl: text('privacyUrl'), color: text('color') },
    timeZone: text('timeZone'),
  };
};

/** Without what is empty: that is as all sites have it. */
const bodyOf = (fields: Fields, logoBase64: string | null, withoutLogo: boolean) => ({
  ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== '')),
  ...(logoBase64 === null ? {} : { logoBase64 }),
  ...(withoutLogo ? { withoutLogo } : {}),
});

const base64Of = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
};

type Given = { readonly fields: Fields; readonly logo: File | null; readonly withoutLogo: boolean };

const useSave = (site: string) => {
  const say = useSay(siteTexts);
  return useCommand({
    send: async ({ fields, logo, withoutLogo }: Given, key) =>
      answerOf(
        api.PUT('/api/v1/sites/{site}/profile', {
          params: { path: { site }, header: { 'Idempotency-Key': key } },
          body: bodyOf(fields, logo && (await base64Of(logo)), withoutLogo),
        }),
      ),
    said: () => say('said'),
    changes: [['sites'], ['home']],
  });
};

type TextFieldsProps = {
  readonly fields: Fields;
  readonly profile: Profile;
  readonly set: (name: keyof Fields, value: string) => void;
};

const TextFields = ({ fields, profile, set }: TextFieldsProps) => {
  const say = useSay(siteTexts);
  return TEXTS.map((name) => (
    <Field key={name} name={name}>
      <TextInput
        label={say(name)}
        description={name in HINTS ? say(HINTS[name as keyof typeof HINTS]) : undefined}
        placeholder={name === 'contactText' ? '' : (profile.shown?.[name] ?? '')}
        value={fields[name]}
        maxLength={MOST[name]}
        onChange={(event) => set(name, event.currentTarget.value)}
      />
    </Field>
  ));
};

const ProfileForm = ({ site, profile }: { readonly site: string; readonly profile: Profile }) => {
  const say = useSay(siteTexts);
  const may = useMay();
  const [fields, setFields] = useState(() => fieldsOf(profile));
  const [logo, setLogo] = useState<File | null>(null);
  const [withoutLogo, setWithoutLogo] = useState(false);
  const save = useSave(site);
  const isTooLarge = logo !== null && logo.size > LOGO_BYTES;
  const set = (name: keyof Fields, value: string) => setFields((now) => ({ ...now, [name]: value }));
  return (
    <Form
      maw={FIELD_WIDTH}
      onSubmit={() => save.mutate({ fields, logo, withoutLogo })}
      buttons={
        may('sites:write') && (
          <Button type="submit" loading={save.isPending} disabled={isTooLarge}>
            {say('save')}
          </Button>
        )
      }
    >
      <TextFields {...{ fields, profile, set }} />
      <Field name="timeZone">
        <Select
          label={say('timeZone')}
          placeholder={profile.shown?.timeZone}
          data={ZONES}
          searchable
          clearable
          limit={20}
          value={fields.timeZone || null}
          onChange={(zone) => set('timeZone', zone ?? '')}
        />
      </Field>
      {profile.shown?.logoUrl ? (
        <Image src={profile.shown.logoUrl} alt={say('logo')} h={64} w="auto" fit="contain" />
      ) : (
        <Text size="sm">{say('logo.none')}</Text>
      )}
      <Field name="logoBase64">
        <FileInput
          label={say('logo')}
          description={say('logo.hint')}
          accept="image/png,image/jpeg"
          clearable
          value={logo}
          onChange={setLogo}
          error={isTooLarge ? say('logo.tooLarge') : undefined}
        />
      </Field>
      {profile.shown?.logoUrl && (
        <Checkbox
          label={say('withoutLogo')}
          checked={withoutLogo}
          onChange={(event) => setWithoutLogo(event.currentTarget.checked)}
        />
      )}
    </Form>
  );
};

export const SitePage = () => {
  const say = useSay(siteTexts);
  const sites = useSites();
  const [chosen, setChosen] = useState<string>();
  const site = chosen ?? sites[0] ?? '';
  const profile = useQuery({
    queryKey: ['sites', site],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/sites/{site}/profile', { params: { path: { site } }, signal })),
    enabled: site !== '',
    staleTime: Infinity,
  });
  return (
    <>
      <PageTitle title={say('title')} />
      <Stack>
        <Text size="sm">{say('intro')}</Text>
        <Autocomplete
          label={say('site')}
          data={[...sites]}
          value={site}
          onChange={setChosen}
          maw={FIELD_WIDTH}
          required
        />
        {site !== '' && (
          <Answered query={profile}>
            {(found) => <ProfileForm key={site} site={site} profile={found} />}
          </Answered>
        )}
      </Stack>
    </>
  );
};
