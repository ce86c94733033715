// adopt-dialog.tsx — takes one secret of a router over as somebody's line, with the subscription that pays for it if wanted.
import { Checkbox, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PackageSelect, usePackages } from '../packages/package-select';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { useCommand } from '../parts/use-command';
import { BILLS } from '../bills/use-bills';
import { useMay } from '../session/session';
import { SEARCH_WAIT_MILLISECONDS, useFoundPeople } from '../subscribers/found-people';
import { lineTexts } from './lines.texts';
import { LINES, type Candidate } from './use-lines';

type Person = { readonly value: string; readonly label: string };
type Plan = {
  readonly isWanted: boolean;
  readonly packageId: string;
  readonly price: string | number;
  readonly startsOn: string;
};

const proposedOwner = ({ proposedSubscriberId: value, proposedSubscriberName }: Candidate): Person | null =>
  value ? { value, label: proposedSubscriberName || value } : null;

const bodyOf = (username: string, subscriberId: string, { isWanted, packageId, price, startsOn }: Plan) => ({
  ...{ username, subscriberId },
  ...(isWanted ? { packageId } : {}),
  ...(isWanted && price !== '' ? { priceRupiah: Number(price) } : {}),
  ...(isWanted && startsOn !== '' ? { startsOn } : {}),
});

const PersonSelect = ({
  owner,
  onChange,
}: {
  readonly owner: Person | null;
  readonly onChange: (owner: Person | null) => void;
}) => {
  const say = useSay(lineTexts);
  const { phone } = useFormats();
  const [word, setWord] = useState(owner?.label ?? '');
  const [asked] = useDebouncedValue(word.trim(), SEARCH_WAIT_MILLISECONDS);
  const people = useFoundPeople(asked).map((one) => ({
    value: one.subscriberId,
    label: [one.name, one.phone ? phone(one.phone) : ''].filter(Boolean).join(' · ') || one.subscriberId,
  }));
  const isOwnerShown = !owner || people.some(({ value }) => value === owner.value);
  return (
    <Select
      label={say('adopt.person')}
      placeholder={say('adopt.search')}
      searchable
      searchValue={word}
      onSearchChange={setWord}
      data={isOwnerShown || !owner ? people : [owner, ...people]}
      filter={({ options }) => options}
      value={owner?.value ?? null}
      onChange={(value) => onChange(people.find((one) => one.value === value) ?? null)}
      required
    />
  );
};

const PlanFields = ({
  plan,
  onChange,
}: {
  readonly plan: Plan;
  readonly onChange: (change: Partial<Plan>) => void;
}) => {
  const say = useSay(lineTexts);
  const packages = usePackages();
  const chosen = packages.find(({ packageId }) => packageId === plan.packageId);
  return (
    <>
      <PackageSelect
        label={say('adopt.package')}
        packages={packages}
        value={plan.packageId}
        onChange={(packageId) => onChange({ packageId, price: '' })}
      />
      <MoneyField
        label={say('adopt.price')}
        placeholder={chosen && String(chosen.priceRupiah)}
        value={plan.price}
        onChange={(price) => onChange({ price })}
      />
      <TextInput
        type="date"
        label={say('adopt.startsOn')}
        description={say('adopt.startsOnHint')}
        value={plan.startsOn}
        onChange={(event) => onChange({ startsOn: event.currentTarget.value })}
      />
    </>
  );
};

type AdoptProps = {
  readonly routerId: string;
  readonly candidate: Candidate;
  readonly onClose: () => void;
};

export const AdoptDialog = ({ routerId, candidate, onClose }: AdoptProps) => {
  const say = useSay(lineTexts);
  const may = useMay();
  const { username, proposedPackageId } = candidate;
  const [owner, setOwner] = useState<Person | null>(proposedOwner(candidate));
  const [plan, setPlan] = useState<Plan>({
    isWanted: may('bills:write') && proposedPackageId !== '',
    ...{ packageId: proposedPackageId, price: '', startsOn: '' },
  });
  const adopt = useCommand({
    send: (body: ReturnType<typeof bodyOf>, key) =>
      answerOf(
        api.POST('/api/v1/routers/{routerId}/line-candidates', {
          params: { path: { routerId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: () => say(plan.isWanted ? 'said.adoptedPaid' : 'said.adopted', { username }),
    changes: [LINES, BILLS],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('adopt.title', { username })}
      submit={say(plan.isWanted ? 'adopt.both' : 'adopt')}
      isPending={adopt.isPending}
      isDisabled={!owner || (plan.isWanted && plan.packageId === '')}
      onSubmit={() => owner && adopt.mutate(bodyOf(username, owner.value, plan))}
      onClose={onClose}
    >
      <Text size="sm">{say('adopt.hint')}</Text>
      <PersonSelect owner={owner} onChange={setOwner} />
      {may('bills:write') && (
        <Checkbox
          label={say('adopt.subscription')}
          checked={plan.isWanted}
          onChange={(event) => {
            const isWanted = event.currentTarget.checked;
            setPlan((now) => ({ ...now, isWanted }));
          }}
        />
      )}
      {plan.isWanted && (
        <PlanFields plan={plan} onChange={(change) => setPlan((now) => ({ ...now, ...change }))} />
      )}
    </FormDialog>
  );
};
