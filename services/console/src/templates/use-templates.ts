// use-templates.ts — the kinds of messages with what they say, grouped by what they are about.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import type { Row } from '../parts/answer';
import type { Group } from './templates.texts';

export type Template = Row<'/api/v1/message-templates'>;
export type TemplateText = Template['texts'][number];

export const useTemplates = () =>
  useQuery({
    queryKey: ['templates', 'list'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/message-templates', { signal })),
  });

/** In the order in which they are shown. */
const GROUPS: readonly (readonly [Group, RegExp])[] = [
  ['login', /^(otp|phone)\./],
  ['quota', /^(quota|request)\./],
  ['access', /^(access|approval|device)\./],
  ['family', /^family\./],
  ['line', /^line\./],
  ['purchase', /^(purchase|voucher)\./],
  ['bill', /^(bill|package)\./],
  ['debt', /^debt\./],
  ['operator', /^operator\./],
  ['other', /./],
];

/** Each kind in the first group that it fits; empty groups are left out. */
export const inGroups = (
  templates: readonly Template[],
): readonly { readonly group: Group; readonly templates: readonly Template[] }[] =>
  GROUPS.map(([group]) => ({
    group,
    templates: templates.filter(
      ({ template }) => GROUPS.find(([, kinds]) => kinds.test(template))?.[0] === group,
    ),
  })).filter((one) => one.templates.length > 0);

export const isChanged = ({ text, house, unfit }: TemplateText): boolean =>
  text !== house || unfit !== undefined;

/** A kind in an address: what has a dot there is taken for a file. */
export const addressOf = (kind: string): string => kind.replaceAll('.', '-');
export const kindAt = (address: string): string => address.replaceAll('-', '.');
