// package-hours.tsx — the hours of every day in which what is bought can be used, and in which it has another speed.
import { Group, TextInput } from '@mantine/core';
import { MEASURES } from '@saring/i18n';
import { useSay } from '../language/language';
import { Field } from '../parts/field-problem';
import { NumberField } from '../parts/number-field';
import type { Offer } from './offer';
import { packageTexts } from './packages.texts';

/** Each as the browser's field for a time writes it; empty: none. */
export type HourFields = {
  readonly validFrom: string;
  readonly validTo: string;
  readonly fastFrom: string;
  readonly fastTo: string;
  readonly hoursSpeedDownKilobitsPerSecond: number;
  readonly hoursSpeedUpKilobitsPerSecond: number;
};

const partsOf = (hours: string | undefined): readonly string[] => (hours ? hours.split('-') : []);

export const hourFieldsOf = (offer: Offer | null): HourFields => {
  const [validFrom = '', validTo = ''] = partsOf(offer?.validHours);
  const [fastFrom = '', fastTo = ''] = partsOf(offer?.speedHours);
  return {
    ...{ validFrom, validTo, fastFrom, fastTo },
    hoursSpeedDownKilobitsPerSecond: offer?.hoursSpeedDownKilobitsPerSecond ?? 0,
    hoursSpeedUpKilobitsPerSecond: offer?.hoursSpeedUpKilobitsPerSecond ?? 0,
  };
};

/** One of two times alone is none of a day's hours: it goes out as it is, and is refused at its field. */
const hoursOf = (from: string, to: string): string => (from === '' && to === '' ? '' : `${from}-${to}`);

export const hoursBody = (fields: HourFields) => ({
  validHours: hoursOf(fields.validFrom, fields.validTo),
  speedHours: hoursOf(fields.fastFrom, fields.fastTo),
  hoursSpeedDownKilobitsPerSecond: fields.hoursSpeedDownKilobitsPerSecond,
  hoursSpeedUpKilobitsPerSecond: fields.hoursSpeedUpKilobitsPerSecond,
});

type HoursProps = {
  readonly fields: HourFields;
  readonly onChange: (change: Partial<HourFields>) => void;
};

export const HoursFields = ({ fields, onChange }: HoursProps) => {
  const say = useSay(packageTexts);
  const time = (
    key: 'validFrom' | 'validTo' | 'fastFrom' | 'fastTo',
    help: 'allDay' | 'sameSpeed' | null,
  ) => (
    <TextInput
      type="time"
      label={say(key)}
      description={help && say(help)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={fields[key]}
      onChange={(event) => onChange({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <Group grow align="flex-start">
        <Field name="validHours">{time('validFrom', 'allDay')}</Field>
        {time('validTo', null)}
      </Group>
      <Group grow align="flex-start">
        <Field name="speedHours">{time('fastFrom', 'sameSpeed')}</Field>
        {time('fastTo', null)}
      </Group>
      {fields.fastFrom === '' ? null : <HoursSpeed fields={fields} onChange={onChange} />}
    </>
  );
};

const HoursSpeed = ({ fields, onChange }: HoursProps) => {
  const say = useSay(packageTexts);
  const speed = (
    key: 'hoursSpeedDownKilobitsPerSecond' | 'hoursSpeedUpKilobitsPerSecond',
    label: 'fastDown' | 'fastUp',
  ) => (
    <Field name={key}>
      <NumberField
        label={say(label)}
        description={say('noSpeed')}
        value={fields[key]}
        onChange={(value) => onChange({ [key]: Number(value) })}
        min={0}
        max={MEASURES.kilobitsPerSecond.most}
        allowDecimal={false}
      />
    </Field>
  );
  return (
    <Group grow>
      {speed('hoursSpeedDownKilobitsPerSecond', 'fastDown')}
      {speed('hoursSpeedUpKilobitsPerSecond', 'fastUp')}
    </Group>
  );
};
