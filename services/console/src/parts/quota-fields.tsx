// quota-fields.tsx — how much quota and for how long: bytes or without limit, and days.
import { Checkbox, Group } from '@mantine/core';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { useSay } from '../language/language';
import { Field } from './field-problem';
import { bytesOf, GigabyteField, gigabytesOf } from './gigabyte-field';
import { NumberField } from './number-field';
import { partsTexts } from './parts.texts';

type Quota = { readonly bytes: number; readonly unlimited: boolean; readonly days: number };

/** @param first what stands in the fields before anything is typed. */
export const useQuotaFields = (first: Quota) => {
  const [gigabytes, setGigabytes] = useState<number | string>(first.unlimited ? 1 : gigabytesOf(first.bytes));
  const [unlimited, setUnlimited] = useState(first.unlimited);
  const [days, setDays] = useState<number | string>(first.days);
  return {
    /** As commands take it. */
    asked: { days: Number(days), ...(unlimited ? { unlimited } : { bytes: bytesOf(gigabytes) }) },
    fields: { gigabytes, setGigabytes, unlimited, setUnlimited, days, setDays },
  };
};

type QuotaFieldsProps = ReturnType<typeof useQuotaFields>['fields'] & {
  /** 0: the quota may never end. */
  readonly leastDays?: number;
};

export const QuotaFields = ({ leastDays = 0, ...fields }: QuotaFieldsProps) => {
  const say = useSay(partsTexts);
  return (
    <>
      <Group grow align="flex-end">
        <Field name="bytes">
          <GigabyteField
            label={say('quota.gigabytes')}
            value={fields.gigabytes}
            onChange={fields.setGigabytes}
            disabled={fields.unlimited}
            isFirst
          />
        </Field>
        <Field name="days">
          <NumberField
            label={say('quota.days')}
            value={fields.days}
            onChange={fields.setDays}
            min={leastDays}
            max={MEASURES.days.most}
            allowDecimal={false}
          />
        </Field>
      </Group>
      <Checkbox
        label={say('quota.unlimited')}
        checked={fields.unlimited}
        onChange={(event) => fields.setUnlimited(event.currentTarget.checked)}
      />
    </>
  );
};
