// broadcast-fields.tsx — whom a message to many is for: every part that is named must hold.
import { Checkbox, MultiSelect, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useSay } from '../language/language';
import { Field } from '../parts/field-problem';
import { useStatusName } from '../parts/status';
import { useRouters } from '../routers/use-routers';
import { useMay } from '../session/session';
import { useSites } from '../sites/use-sites';
import { broadcastTexts } from './broadcasts.texts';
import { useAllPackages, type Broadcast } from './use-broadcasts';

export type Filter = Required<NonNullable<Broadcast['filter']>>;
/** Empty: any. */
export const EVERYBODY: Filter = {
  ...{ site: '', query: '', statuses: [], overdue: false, packageId: '', routerId: '' },
};

const STATUSES = ['active', 'fup', 'unlimited', 'exhausted', 'expired', 'blocked', 'inactive'] as const;
const MOST_CHARACTERS = 100;

type FilterProps = { readonly filter: Filter; readonly onChange: (change: Partial<Filter>) => void };

const Places = ({ filter: { site, routerId }, onChange }: FilterProps) => {
  const say = useSay(broadcastTexts);
  const may = useMay();
  const sites = useSites();
  const routers = useRouters({ enabled: may('routers:read') }).data?.items ?? [];
  return (
    <>
      <Select
        label={say('site')}
        data={[{ value: '', label: say('anySite') }, ...sites.map((one) => ({ value: one, label: one }))]}
        value={site}
        allowDeselect={false}
        onChange={(next) => onChange({ site: next ?? '' })}
      />
      {routers.length > 0 && (
        <Select
          label={say('router')}
          description={say('router.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={[
            { value: '', label: say('router.any') },
            ...routers.map((one) => ({ value: one.routerId, label: one.name })),
          ]}
          value={routerId}
          allowDeselect={false}
          onChange={(next) => onChange({ routerId: next ?? '' })}
        />
      )}
    </>
  );
};

export const FilterFields = (props: FilterProps) => {
  const { filter, onChange } = props;
  const say = useSay(broadcastTexts);
  const statusName = useStatusName();
  const packages = useAllPackages();
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="sm">
        <Places {...props} />
        <Select
          label={say('package')}
          data={[
            { value: '', label: say('package.any') },
            ...packages.map((one) => ({ value: one.packageId, label: one.name })),
          ]}
          value={filter.packageId}
          allowDeselect={false}
          onChange={(next) => onChange({ packageId: next ?? '' })}
        />
        <MultiSelect
          label={say('statuses')}
          placeholder={filter.statuses.length === 0 ? say('statuses.any') : ''}
          data={STATUSES.map((value) => ({ value, label: statusName(value) }))}
          value={[...filter.statuses]}
          onChange={(statuses) => onChange({ statuses: statuses as Filter['statuses'] })}
          clearable
          clearButtonProps={{ 'aria-label': say('statuses.any') }}
        />
        <Field name="filter.query">
          <TextInput
            label={say('query')}
            description={say('query.hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={filter.query}
            maxLength={MOST_CHARACTERS}
            onChange={(event) => onChange({ query: event.currentTarget.value })}
          />
        </Field>
      </SimpleGrid>
      <Checkbox
        label={say('overdue')}
        checked={filter.overdue}
        onChange={(event) => onChange({ overdue: event.currentTarget.checked })}
      />
    </Stack>
  );
};
