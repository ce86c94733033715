// batch.ts — a batch of vouchers, and what one of it gives in a line.
import { answerOf } from '@saring/api-client';
import { hoursText } from '@saring/i18n';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useLocale, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { voucherTexts } from './vouchers.texts';

export type Batch = Answer<'/api/v1/voucher-batches/{batchId}'>;
export type Ticket = Answer<'/api/v1/voucher-batches/{batchId}/ticket'>;
export type Code = { readonly number: number; readonly code: string };

/** Of queries that any change of vouchers makes old. */
export const VOUCHERS = ['vouchers'];

export const useBatch = (batchId: string) =>
  useQuery({
    queryKey: [...VOUCHERS, batchId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/voucher-batches/{batchId}', { params: { path: { batchId } }, signal })),
  });

export const useTicket = (batchId: string) =>
  useQuery({
    queryKey: [...VOUCHERS, batchId, 'ticket'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/voucher-batches/{batchId}/ticket', { params: { path: { batchId } }, signal }),
      ),
  });

/** `5 GB · 30 hari sejak dipakai`. */
export const useOffer = () => {
  const say = useSay(voucherTexts);
  const { bytes, duration, onlineTime } = useFormats();
  const { locale } = useLocale();
  const amountOf = (one: Pick<Batch, 'unlimited' | 'bytes' | 'onlineSeconds'>): readonly string[] => {
    const time = one.onlineSeconds > 0 ? [onlineTime(one.onlineSeconds)] : [];
    if (!one.unlimited) return [bytes(one.bytes), ...time];
    return time.length > 0 ? time : [say('unlimited')];
  };
  return ({
    unlimited,
    bytes: size,
    onlineSeconds,
    lastsSeconds,
    startsAtFirstUse,
    deviceLimit,
    validHours,
  }: Batch): string => {
    const time = lastsSeconds > 0 ? duration(lastsSeconds) : onlineSeconds > 0 ? '' : say('noEnd');
    return [
      ...amountOf({ unlimited, bytes: size, onlineSeconds }),
      lastsSeconds > 0 && startsAtFirstUse ? say('afterFirstUse', { time }) : time,
      validHours ? hoursText(validHours, locale) : '',
      ...(deviceLimit > 1 ? [say('devices', { count: deviceLimit })] : []),
    ]
      .filter(Boolean)
      .join(' · ');
  };
};
