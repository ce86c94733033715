// promo-dialog.tsx — makes a promo or changes one: what it gives, when, and to which packages.
import { Checkbox, Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES } from '@saring/i18n';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { Field } from '../parts/field-problem';
import { FormDialog } from '../parts/form-dialog';
import { bytesOf, GigabyteField, gigabytesOf } from '../parts/gigabyte-field';
import { localOf } from '../parts/local-time';
import { MoneyField } from '../parts/money-field';
import { NumberField } from '../parts/number-field';
import { useCommand } from '../parts/use-command';
import type { Promo } from './promo';
import { PromoPreview } from './promo-preview';
import { promoTexts } from './promos.texts';

const KINDS = ['discount', 'bonus_quota', 'registration_bonus'] as const;

type Fields = {
  readonly name: string;
  readonly kind: Promo['kind'];
  readonly description: string;
  readonly published: boolean;
  /** As the browser's own clock shows it. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly discountPercent: number;
  readonly discountRupiah: number;
  readonly gigabytes: number;
  readonly bonusDays: number;
  readonly packageIds: readonly string[];
};

const fieldsOf = (promo: Promo | null): Fields => ({
  name: promo?.name ?? '',
  kind: promo?.kind ?? 'discount',
  description: promo?.description ?? '',
  published: promo?.published ?? true,
  startsAt: localOf(promo?.startsAt),
  endsAt: localOf(promo?.endsAt),
  discountPercent: promo?.discountPercent ?? 10,
  discountRupiah: promo?.discountRupiah ?? 0,
  gigabytes: gigabytesOf(promo?.bonusBytes ?? 0),
  bonusDays: promo?.bonusDays ?? 0,
  packageIds: promo?.packageIds ?? [],
});

/** Of a discount one of both; of a bonus its size. */
const bodyOf = (fields: Fields) => {
  const { name, kind, description, published, startsAt, endsAt, packageIds } = fields;
  const isDiscount = kind === 'discount';
  const isPercent = fields.discountPercent > 0;
  return {
    ...{ name, description, published },
    ...(startsAt === '' ? {} : { startsAt: new Date(startsAt).toISOString() }),
    ...(endsAt === '' ? {} : { endsAt: new Date(endsAt).toISOString() }),
    discountPercent: isDiscount && isPercent ? fields.discountPercent : 0,
    discountRupiah: isDiscount && !isPercent ? fields.discountRupiah : 0,
    bonusBytes: isDiscount ? 0 : bytesOf(fields.gigabytes),
    bonusDays: isDiscount ? 0 : fields.bonusDays,
    packageIds: kind === 'registration_bonus' ? [] : [...packageIds],
  };
};

const useSave = (promo: Promo | null, onDone: () => void) => {
  const say = useSay(promoTexts);
  return useCommand({
    send: (fields: Fields, key) =>
      answerOf(
        promo
          ? api.PATCH('/api/v1/promos/{promoId}', {
              params: { path: { promoId: promo.promoId }, header: { 'Idempotency-Key': key } },
              body: bodyOf(fields),
            })
          : api.POST('/api/v1/promos', {
              params: { header: { 'Idempotency-Key': key } },
              body: { ...bodyOf(fields), kind: fields.kind },
            }),
      ),
    said: () => say('said'),
    changes: [['promos'], ['packages']],
    onDone,
  });
};

type FieldsProps = { readonly fields: Fields; readonly onChange: (change: Partial<Fields>) => void };

const Gives = ({ fields, onChange }: FieldsProps) => {
  const say = useSay(promoTexts);
  if (fields.kind === 'discount')
    return (
      <Group grow align="flex-start">
        <Field name="discountPercent">
          <NumberField
            label={say('percent')}
            value={fields.discountPercent}
            onChange={(value) => onChange({ discountPercent: Number(value) })}
            min={0}
            max={MEASURES.discountPercent.most}
            allowDecimal={false}
          />
        </Field>
        <Field name="discountRupiah">
          <MoneyField
            label={say('rupiah')}
            value={fields.discountRupiah}
            onChange={(value) => onChange({ discountRupiah: Number(value), discountPercent: 0 })}
          />
        </Field>
      </Group>
    );
  return (
    <Group grow align="flex-start">
      <Field name="bonusBytes">
        <GigabyteField
          label={say('gigabytes')}
          value={fields.gigabytes}
          onChange={(value) => onChange({ gigabytes: Number(value) })}
        />
      </Field>
      <Field name="bonusDays">
        <NumberField
          label={say('days')}
          description={say('days.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={fields.bonusDays}
          onChange={(value) => onChange({ bonusDays: Number(value) })}
          min={0}
          max={MEASURES.days.most}
          allowDecimal={false}
        />
      </Field>
    </Group>
  );
};

const Times = ({ fields, onChange }: FieldsProps) => {
  const say = useSay(promoTexts);
  return (
    <Group grow align="flex-start">
      <Field name="startsAt">
        <TextInput
          type="datetime-local"
          label={say('startsAt')}
          value={fields.startsAt}
          onChange={(event) => onChange({ startsAt: event.currentTarget.value })}
        />
      </Field>
      <Field name="endsAt">
        <TextInput
          type="datetime-local"
          label={say('endsAt')}
          description={say('endsAt.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={fields.endsAt}
          onChange={(event) => onChange({ endsAt: event.currentTarget.value })}
        />
      </Field>
    </Group>
  );
};

const Packages = ({ fields, onChange }: FieldsProps) => {
  const say = useSay(promoTexts);
  const offers = useQuery({
    queryKey: ['packages', 'all'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/packages', { params: { query: { includeInactive: 'true' } }, signal })),
  });
  return (
    <Field name="packageIds">
      <MultiSelect
        label={say('packages')}
        placeholder={fields.packageIds.length === 0 ? say('packages.all') : ''}
        data={(offers.data?.items ?? []).map(({ packageId, name }) => ({ value: packageId, label: name }))}
        value={[...fields.packageIds]}
        onChange={(packageIds) => onChange({ packageIds })}
        clearable
      />
    </Field>
  );
};

export const PromoDialog = ({
  promo,
  onClose,
}: {
  readonly promo: Promo | null;
  readonly onClose: () => void;
}) => {
  const say = useSay(promoTexts);
  const [fields, setFields] = useState(() => fieldsOf(promo));
  const set = (change: Partial<Fields>) => setFields((now) => ({ ...now, ...change }));
  const save = useSave(promo, onClose);
  return (
    <FormDialog
      title={promo ? promo.name : say('new')}
      submit={say('save')}
      isPending={save.isPending}
      onSubmit={() => save.mutate(fields)}
      onClose={onClose}
    >
      <Field name="name">
        <TextInput
          label={say('name')}
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          required
          maxLength={60}
          data-autofocus
        />
      </Field>
      {!promo && (
        <Select
          label={say('kind')}
          data={KINDS.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))}
          value={fields.kind}
          onChange={(kind) => kind && set({ kind: kind as Fields['kind'] })}
          allowDeselect={false}
        />
      )}
      <Gives fields={fields} onChange={set} />
      <Times fields={fields} onChange={set} />
      {fields.kind !== 'registration_bonus' && <Packages fields={fields} onChange={set} />}
      <Field name="description">
        <TextInput
          label={say('description')}
          value={fields.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
          maxLength={300}
        />
      </Field>
      <Checkbox
        label={say('published')}
        checked={fields.published}
        onChange={(event) => set({ published: event.currentTarget.checked })}
      />
      <PromoPreview promo={{ ...bodyOf(fields), kind: fields.kind }} />
    </FormDialog>
  );
};
