// package-select.tsx — the packages on sale, and what each gives in words, and the field in which one is chosen by its name and price.
import { Select } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { hoursText } from '@saring/i18n';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../edge';
import { useFormats, useLocale, useSay } from '../language/language';
import { partsTexts } from '../parts/parts.texts';
import { useOwnFault } from '../parts/use-own-fault';
import type { Offer } from './offer';
import { packageTexts } from './packages.texts';

export const usePackages = (): readonly Offer[] => {
  const packages = useQuery({
    queryKey: ['packages'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/packages', { signal })),
  });
  return packages.data?.items ?? [];
};

type Terms = Pick<Offer, 'unlimited' | 'bytes' | 'onlineSeconds' | 'lastsSeconds' | 'validHours'>;

/** `5 GB · 30 hari`, `3 jam pakai`, `5 GB · 30 hari · 00.00–06.00`: its time online is its end where it has no other. */
export const useOfferTerms = () => {
  const say = useSay(packageTexts);
  const { bytes, onlineTime, duration } = useFormats();
  const { locale } = useLocale();
  return ({ unlimited, bytes: size, onlineSeconds, lastsSeconds, validHours }: Terms): string => {
    const isTimed = onlineSeconds > 0;
    const all = isTimed ? '' : say('unlimited');
    return [
      unlimited ? all : bytes(size),
      isTimed ? onlineTime(onlineSeconds) : '',
      lastsSeconds > 0 ? duration(lastsSeconds) : isTimed ? '' : say('noEnd'),
      validHours ? hoursText(validHours, locale) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  };
};

export const PackageSelect = ({
  label,
  packages,
  value,
  onChange,
  error,
}: {
  readonly label: string;
  readonly packages: readonly Offer[];
  /** Empty: none is chosen. */
  readonly value: string;
  readonly onChange: (packageId: string) => void;
  readonly error?: ReactNode;
}) => {
  const { rupiah } = useFormats();
  const say = useSay(partsTexts);
  return (
    <Select
      ref={useOwnFault(value === '' ? say('field.choose') : '')}
      label={label}
      error={error}
      data={packages.map((one) => ({
        value: one.packageId,
        label: `${one.name} · ${rupiah(one.priceRupiah)}`,
      }))}
      value={value || null}
      onChange={(packageId) => onChange(packageId ?? '')}
      searchable
      openOnFocus={false}
      data-autofocus
      required
      withAsterisk={false}
    />
  );
};
