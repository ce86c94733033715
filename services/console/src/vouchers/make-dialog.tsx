// make-dialog.tsx — makes a batch of vouchers of one package: all of its codes, or none.
import { Autocomplete, Group, Select, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES } from '@saring/i18n';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PackageSelect, usePackages } from '../packages/package-select';
import { Field } from '../parts/field-problem';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { NumberField } from '../parts/number-field';
import { useColleagues } from '../parts/use-colleagues';
import { useCommand } from '../parts/use-command';
import { useSites } from '../sites/use-sites';
import { VOUCHERS } from './batch';
import { voucherTexts } from './vouchers.texts';

const FIRST = { amount: 21, codeLength: 8 };

type Fields = {
  readonly packageId: string;
  readonly amount: number;
  readonly prefix: string;
  readonly codeLength: number;
  /** Empty: as the package costs. */
  readonly price: number | string;
  readonly cost: number | string;
  readonly seller: string;
  /** Whose stock; empty: nobody's. */
  readonly agentId: string;
  readonly note: string;
  readonly site: string;
  readonly until: string;
};
type FieldsProps = { readonly fields: Fields; readonly onChange: (change: Partial<Fields>) => void };

const bodyOf = ({ price, cost, until, site, agentId, ...same }: Fields, onlySite: string | undefined) => ({
  ...same,
  site: site || (onlySite ?? ''),
  ...(price === '' ? {} : { priceRupiah: Number(price) }),
  ...(cost === '' ? {} : { costRupiah: Number(cost) }),
  ...(until ? { redeemableUntil: until } : {}),
  ...(agentId ? { agentId } : {}),
});

const useMake = (onClose: () => void) => {
  const say = useSay(voucherTexts);
  const navigate = useNavigate();
  return useCommand({
    send: (body: ReturnType<typeof bodyOf>, key) =>
      answerOf(api.POST('/api/v1/voucher-batches', { params: { header: { 'Idempotency-Key': key } }, body })),
    said: ({ amount, packageName }) => say('said.made', { count: amount, name: packageName }),
    changes: [VOUCHERS],
    onDone: ({ batchId }) => {
      onClose();
      void navigate({ to: '/vouchers/$batchId', params: { batchId }, search: { state: undefined } });
    },
  });
};

const CodeFields = ({ fields, onChange }: FieldsProps) => {
  const say = useSay(voucherTexts);
  return (
    <Group grow align="flex-start">
      <Field name="prefix">
        <TextInput
          label={say('make.prefix')}
          description={say('make.prefix.hint')}
          value={fields.prefix}
          onChange={(event) => onChange({ prefix: event.currentTarget.value.toUpperCase() })}
          maxLength={MEASURES.voucherPrefix.most}
        />
      </Field>
      <Field name="codeLength">
        <NumberField
          label={say('make.length')}
          description={say('make.length.hint')}
          value={fields.codeLength}
          onChange={(value) => onChange({ codeLength: Number(value) })}
          min={MEASURES.voucherLength.least}
          max={MEASURES.voucherLength.most}
          allowDecimal={false}
        />
      </Field>
    </Group>
  );
};

const SellerFields = ({
  fields,
  onChange,
  packageRupiah,
}: FieldsProps & { readonly packageRupiah: number | undefined }) => {
  const say = useSay(voucherTexts);
  const { today } = useFormats();
  return (
    <>
      <Group grow align="flex-start">
        <Field name="priceRupiah">
          <MoneyField
            label={say('make.price')}
            description={say('make.price.hint')}
            placeholder={packageRupiah === undefined ? undefined : String(packageRupiah)}
            value={fields.price}
            onChange={(price) => onChange({ price })}
          />
        </Field>
        <Field name="costRupiah">
          <MoneyField
            label={say('make.cost')}
            description={say('make.cost.hint')}
            value={fields.cost}
            onChange={(cost) => onChange({ cost })}
          />
        </Field>
      </Group>
      <Field name="seller">
        <TextInput
          label={say('make.seller')}
          placeholder="Warung Bu Ani"
          value={fields.seller}
          onChange={(event) => onChange({ seller: event.currentTarget.value })}
          maxLength={MEASURES.shortName.most}
        />
      </Field>
      <AgentSelect value={fields.agentId} onChange={(agentId, seller) => onChange({ agentId, seller })} />
      <Field name="redeemableUntil">
        <TextInput
          type="date"
          label={say('make.until')}
          description={say('make.until.hint')}
          min={today()}
          value={fields.until}
          onChange={(event) => onChange({ until: event.currentTarget.value })}
        />
      </Field>
      <Field name="note">
        <TextInput
          label={say('make.note')}
          value={fields.note}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
          maxLength={MEASURES.description.most}
        />
      </Field>
    </>
  );
};

/** None where there is no agent. */
const AgentSelect = ({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (agentId: string, name: string) => void;
}) => {
  const say = useSay(voucherTexts);
  const { colleagues } = useColleagues();
  const agents = colleagues.filter(({ agent }) => agent);
  if (agents.length === 0) return null;
  return (
    <Select
      label={say('make.agent')}
      description={say('make.agent.hint')}
      data={agents.map(({ operatorId, name }) => ({ value: operatorId, label: name }))}
      value={value || null}
      onChange={(agentId) =>
        onChange(agentId ?? '', agents.find(({ operatorId }) => operatorId === agentId)?.name ?? '')
      }
      clearable
    />
  );
};

export const MakeDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay(voucherTexts);
  const sites = useSites();
  const packages = usePackages();
  const [fields, setFields] = useState<Fields>({
    ...{
      packageId: '',
      prefix: '',
      price: '',
      cost: '',
      seller: '',
      agentId: '',
      note: '',
      site: '',
      until: '',
    },
    ...FIRST,
  });
  const set = (change: Partial<Fields>) => setFields((now) => ({ ...now, ...change }));
  const make = useMake(onClose);
  const onlySite = sites.length === 1 ? sites[0] : undefined;
  return (
    <FormDialog
      title={say('make')}
      submit={say('make.submit')}
      isPending={make.isPending}
      onSubmit={() => make.mutate(bodyOf(fields, onlySite))}
      onClose={onClose}
    >
      <Field name="packageId">
        <PackageSelect
          label={say('make.package')}
          packages={packages}
          value={fields.packageId}
          onChange={(packageId) => set({ packageId })}
        />
      </Field>
      <Field name="amount">
        <NumberField
          label={say('make.amount')}
          value={fields.amount}
          onChange={(value) => set({ amount: Number(value) })}
          min={MEASURES.vouchers.least}
          max={MEASURES.vouchers.most}
          allowDecimal={false}
        />
      </Field>
      {onlySite === undefined && (
        <Field name="site">
          <Autocomplete
            label={say('make.site')}
            data={[...sites]}
            value={fields.site}
            onChange={(site) => set({ site })}
            maxLength={MEASURES.site.most}
            required
            withAsterisk={false}
          />
        </Field>
      )}
      <CodeFields fields={fields} onChange={set} />
      <SellerFields
        fields={fields}
        onChange={set}
        packageRupiah={packages.find(({ packageId }) => packageId === fields.packageId)?.priceRupiah}
      />
    </FormDialog>
  );
};
