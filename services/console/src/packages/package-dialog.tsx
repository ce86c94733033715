// package-dialog.tsx — makes a package or changes one; bytes and time are entered as people say them.
import { Checkbox, Group, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES, type ShownOffer } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { Field } from '../parts/field-problem';
import { FormDialog } from '../parts/form-dialog';
import { bytesOf, GigabyteField, gigabytesOf } from '../parts/gigabyte-field';
import { MoneyField } from '../parts/money-field';
import { NumberField } from '../parts/number-field';
import { useCommand } from '../parts/use-command';
import type { Offer } from './offer';
import { hourFieldsOf, hoursBody, HoursFields, type HourFields } from './package-hours';
import { timesBody, TimesFields, timesOf, type PackageTimes } from './package-times';
import { packageTexts } from './packages.texts';
import { ShopCard } from './shop-card';

const HOUR_SECONDS = 3_600;
const HOURS_A_DAY = 24;
const MINUTE_SECONDS = 60;
const MINUTES_AN_HOUR = 60;

export type PackageFields = PackageTimes &
  HourFields & {
    readonly name: string;
    readonly description: string;
    readonly priceRupiah: number;
    readonly gigabytes: number;
    readonly unlimited: boolean;
    /** Hours and minutes of time online; 0: it is not counted. */
    readonly onlineHours: number;
    readonly onlineMinutes: number;
    readonly days: number;
    readonly hours: number;
    readonly startsAtFirstUse: boolean;
    readonly speedDownKilobitsPerSecond: number;
    readonly speedUpKilobitsPerSecond: number;
    readonly active: boolean;
  };

const fieldsOf = (offer: Offer | null): PackageFields => {
  const hours = Math.round((offer?.lastsSeconds ?? 0) / HOUR_SECONDS);
  const onlineMinutes = Math.round((offer?.onlineSeconds ?? 0) / MINUTE_SECONDS);
  return {
    name: offer?.name ?? '',
    description: offer?.description ?? '',
    priceRupiah: offer?.priceRupiah ?? 10_000,
    gigabytes: offer ? gigabytesOf(offer.bytes) : 1,
    unlimited: offer?.unlimited ?? false,
    onlineHours: Math.floor(onlineMinutes / MINUTES_AN_HOUR),
    onlineMinutes: onlineMinutes % MINUTES_AN_HOUR,
    days: offer ? Math.floor(hours / HOURS_A_DAY) : 30,
    hours: hours % HOURS_A_DAY,
    startsAtFirstUse: offer?.startsAtFirstUse ?? false,
    speedDownKilobitsPerSecond: offer?.speedDownKilobitsPerSecond ?? 0,
    speedUpKilobitsPerSecond: offer?.speedUpKilobitsPerSecond ?? 0,
    active: offer?.active ?? true,
    ...timesOf(offer),
    ...hourFieldsOf(offer),
  };
};

const onlineSecondsOf = ({ onlineHours, onlineMinutes }: PackageFields): number =>
  onlineHours * HOUR_SECONDS + onlineMinutes * MINUTE_SECONDS;

/** What edge takes: of the time and the size only what was changed, so that minutes and odd bytes stay. */
const bodyOf = (fields: PackageFields, before: PackageFields, isNew: boolean) => {
  const { gigabytes, unlimited, days, hours, onlineHours: _hours, onlineMinutes: _minutes, ...rest } = fields;
  const { sellFrom: _from, sellUntil: _until, validUntil: _end, ...others } = rest;
  const { validFrom: _first, validTo: _last, fastFrom: _fast, fastTo: _slow, ...same } = others;
  const isSize = isNew || gigabytes !== before.gigabytes || unlimited !== before.unlimited;
  const isOnline = isNew || onlineSecondsOf(fields) !== onlineSecondsOf(before);
  const isTime = isNew || days !== before.days || hours !== before.hours;
  return {
    ...same,
    ...timesBody(fields, before),
    ...hoursBody(fields),
    ...(isSize ? { unlimited, bytes: unlimited ? 0 : bytesOf(gigabytes) } : {}),
    ...(isTime ? { days, hours } : {}),
    ...(isOnline ? { onlineSeconds: onlineSecondsOf(fields) } : {}),
  };
};

/** What a buyer will see; a promo that runs now comes on top of it. */
const shownOf = (fields: PackageFields, offer: Offer | null): ShownOffer => ({
  ...{ name: fields.name, description: fields.description, unlimited: fields.unlimited },
  ...{ startsAtFirstUse: fields.startsAtFirstUse, bytes: fields.unlimited ? 0 : bytesOf(fields.gigabytes) },
  onlineSeconds: onlineSecondsOf(fields),
  lastsSeconds: (fields.days * HOURS_A_DAY + fields.hours) * HOUR_SECONDS,
  speedDownKilobitsPerSecond: fields.speedDownKilobitsPerSecond,
  ...hoursBody(fields),
  ...{ sellUntil: fields.sellUntil || undefined, validUntil: fields.validUntil || undefined },
  ...{ deviceLimit: offer?.deviceLimit ?? 0, bestValue: false, bonusBytes: 0 },
  ...{ priceRupiah: fields.priceRupiah, finalPriceRupiah: fields.priceRupiah },
});

const useSave = (offer: Offer | null, onDone: () => void) => {
  const say = useSay(packageTexts);
  return useCommand({
    send: (body: ReturnType<typeof bodyOf>, key) =>
      answerOf(
        offer
          ? api.PATCH('/api/v1/packages/{packageId}', {
              params: { path: { packageId: offer.packageId }, header: { 'Idempotency-Key': key } },
              body,
            })
          : api.POST('/api/v1/packages', { params: { header: { 'Idempotency-Key': key } }, body }),
      ),
    said: () => say('said'),
    changes: [['packages']],
    onDone,
  });
};

export const PackageDialog = ({
  offer,
  preset,
  onClose,
}: {
  readonly offer: Offer | null;
  /** What a new one begins with. */
  readonly preset?: Partial<PackageFields>;
  readonly onClose: () => void;
}) => {
  const say = useSay(packageTexts);
  const [before] = useState(() => fieldsOf(offer));
  const [fields, setFields] = useState({ ...before, ...preset });
  const set = (change: Partial<PackageFields>) => setFields((now) => ({ ...now, ...change }));
  const save = useSave(offer, onClose);
  return (
    <FormDialog
      title={offer ? offer.name : say('new')}
      submit={say('save')}
      isPending={save.isPending}
      onSubmit={() => save.mutate(bodyOf(fields, before, offer === null))}
      onClose={onClose}
    >
      <Field name="name">
        <TextInput
          label={say('name')}
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          required
          maxLength={100}
          data-autofocus
        />
      </Field>
      <PackageNumbers fields={fields} onChange={set} />
      <Field name="description">
        <TextInput
          label={say('description')}
          value={fields.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
          maxLength={300}
        />
      </Field>
      <HoursFields fields={fields} onChange={set} />
      <TimesFields times={fields} onChange={set} />
      <Checkbox
        label={say('startsAtFirstUse')}
        checked={fields.startsAtFirstUse}
        onChange={(event) => set({ startsAtFirstUse: event.currentTarget.checked })}
      />
      <Checkbox
        label={say('active')}
        checked={fields.active}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
      <ShopCard offer={shownOf(fields, offer)} />
    </FormDialog>
  );
};

type FieldsProps = {
  readonly fields: PackageFields;
  readonly onChange: (change: Partial<PackageFields>) => void;
};

const PackageNumbers = ({ fields, onChange }: FieldsProps) => {
  const say = useSay(packageTexts);
  return (
    <>
      <Field name="priceRupiah">
        <MoneyField
          label={say('price')}
          value={fields.priceRupiah}
          min={1}
          onChange={(value) => onChange({ priceRupiah: Number(value) })}
        />
      </Field>
      <Group grow align="flex-end">
        <Field name="bytes">
          <GigabyteField
            label={say('gigabytes')}
            value={fields.gigabytes}
            onChange={(value) => onChange({ gigabytes: Number(value) })}
            disabled={fields.unlimited}
          />
        </Field>
        <Checkbox
          label={say('unlimited')}
          checked={fields.unlimited}
          onChange={(event) => onChange({ unlimited: event.currentTarget.checked })}
          mb={8}
        />
      </Group>
      <OnlineTimeFields fields={fields} onChange={onChange} />
      <Group grow>
        <Field name="days">
          <NumberField
            label={say('days')}
            value={fields.days}
            onChange={(value) => onChange({ days: Number(value) })}
            min={0}
            max={MEASURES.days.most}
            allowDecimal={false}
          />
        </Field>
        <Field name="hours">
          <NumberField
            label={say('hours')}
            value={fields.hours}
            onChange={(value) => onChange({ hours: Number(value) })}
            min={0}
            max={HOURS_A_DAY - 1}
            allowDecimal={false}
          />
        </Field>
      </Group>
      <SpeedFields fields={fields} onChange={onChange} />
    </>
  );
};

const OnlineTimeFields = ({ fields, onChange }: FieldsProps) => {
  const say = useSay(packageTexts);
  return (
    <Group grow align="flex-end">
      <Field name="onlineSeconds">
        <NumberField
          label={say('onlineHours')}
          description={say('onlineHelp')}
          value={fields.onlineHours}
          onChange={(value) => onChange({ onlineHours: Number(value) })}
          min={0}
          max={MEASURES.onlineSeconds.most / HOUR_SECONDS}
          allowDecimal={false}
        />
      </Field>
      <NumberField
        label={say('onlineMinutes')}
        description={say('noOnline')}
        value={fields.onlineMinutes}
        onChange={(value) => onChange({ onlineMinutes: Number(value) })}
        min={0}
        max={MINUTES_AN_HOUR - 1}
        allowDecimal={false}
      />
    </Group>
  );
};

const SpeedFields = ({ fields, onChange }: FieldsProps) => {
  const say = useSay(packageTexts);
  return (
    <Group grow>
      <Field name="speedDownKilobitsPerSecond">
        <NumberField
          label={say('speedDown')}
          description={say('noSpeed')}
          value={fields.speedDownKilobitsPerSecond}
          onChange={(value) => onChange({ speedDownKilobitsPerSecond: Number(value) })}
          min={0}
          max={MEASURES.kilobitsPerSecond.most}
          allowDecimal={false}
        />
      </Field>
      <Field name="speedUpKilobitsPerSecond">
        <NumberField
          label={say('speedUp')}
          description={say('noSpeed')}
          value={fields.speedUpKilobitsPerSecond}
          onChange={(value) => onChange({ speedUpKilobitsPerSecond: Number(value) })}
          min={0}
          max={MEASURES.kilobitsPerSecond.most}
          allowDecimal={false}
        />
      </Field>
    </Group>
  );
};
