// saved-filters.tsx — filters of the list that an operator keeps under a name, in this browser: a search may hold a name
// or a number, which leaves no trace at edge this way, and no other operator needs it.
import { ActionIcon, Button, Group, Popover, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconBookmark, IconX } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useSay } from '../language/language';
import { useOperator } from '../session/session';
import type { ListFilter } from './list-filter';
import { listTexts } from './subscribers.texts';

const MOST = { filters: 12, nameCharacters: 40 };
type Saved = ListFilter & { readonly name: string };

const SaveFilter = ({ onSave }: { readonly onSave: (name: string) => void }) => {
  const say = useSay(listTexts);
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(name.trim());
    setName('');
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus withArrow>
      <Popover.Target>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconBookmark size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {say('saved.save')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Group align="flex-end" gap="xs">
            <TextInput
              label={say('saved.name')}
              value={name}
              maxLength={MOST.nameCharacters}
              onChange={(event) => setName(event.currentTarget.value)}
              required
            />
            <Button type="submit">{say('saved.keep')}</Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
};

export const SavedFilters = ({
  filter,
  onChoose,
}: {
  readonly filter: ListFilter;
  readonly onChoose: (filter: ListFilter) => void;
}) => {
  const say = useSay(listTexts);
  const { operatorId } = useOperator();
  const [saved, setSaved] = useLocalStorage<readonly Saved[]>({
    key: `saring-filters-${operatorId}`,
    defaultValue: [],
  });
  const isFiltered = Boolean(filter.query || filter.approval);
  const save = (name: string) => {
    const one = { name, query: filter.query, approval: filter.approval };
    setSaved([...saved.filter((other) => other.name !== name), one].slice(-MOST.filters));
  };
  return (
    <Group gap="xs">
      {saved.map((one) => (
        <Button.Group key={one.name}>
          <Button variant="default" size="xs" onClick={() => onChoose(one)}>
            {one.name}
          </Button>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={say('saved.forget', { name: one.name })}
            onClick={() => setSaved(saved.filter((other) => other.name !== one.name))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Button.Group>
      ))}
      {isFiltered && <SaveFilter onSave={save} />}
    </Group>
  );
};
