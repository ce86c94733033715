// template-editor.tsx — one text of a kind: written with its values at hand, seen as it arrives, tried and saved.
import { Alert, Button, Group, Kbd, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import {
  MEASURES,
  renderWording,
  tidyWording,
  wordingFaults,
  wordingFaultText,
  type Locale,
} from '@saring/i18n';
import { useRef, useState } from 'react';
import { api } from '../edge';
import { useFormats, useLocale, useSay } from '../language/language';
import { TestButton } from '../messages/test-dialog';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { Bubble } from './bubble';
import { templateTexts } from './templates.texts';
import type { Template, TemplateText } from './use-templates';

type EditorProps = { readonly template: Template; readonly text: TemplateText; readonly locale: Locale };

type ValuesProps = Pick<EditorProps, 'template' | 'text'> & {
  readonly isDisabled: boolean;
  readonly onInsert: (place: string) => void;
};

const Values = ({ template, text, isDisabled, onInsert }: ValuesProps) => {
  const say = useSay(templateTexts);
  const { places, optionalPlaces, requiredPlaces } = template;
  const braced = (place: string) => `{${place}}`;
  const isRequired = (place: string) => requiredPlaces.includes(place);
  return (
    <Stack gap={4} role="group" aria-label={say('values')}>
      <Group gap={6}>
        {places.map((place) => (
          <Button
            key={place}
            size="compact-sm"
            mih={44}
            variant="default"
            disabled={isDisabled}
            title={text.samples[place]}
            aria-label={say(isRequired(place) ? 'value.required' : 'value.insert', { place: braced(place) })}
            onClick={() => onInsert(place)}
          >
            {braced(place)}
            {isRequired(place) && ' *'}
          </Button>
        ))}
      </Group>
      <Text size="xs" c="dimmed">
        {say('values.why', { places: optionalPlaces.map(braced).join(', ') })}
      </Text>
    </Stack>
  );
};

const Preview = ({ template, text, locale, draft }: EditorProps & { readonly draft: string }) => {
  const say = useSay(templateTexts);
  const [seed, setSeed] = useState(0);
  const said = renderWording(tidyWording(draft), template, text.samples, String(seed));
  return (
    <Stack gap="xs" component="section" aria-label={say('preview')}>
      <Text fw={600} size="sm">
        {say('preview')}
      </Text>
      {said.trim() === '' ? (
        <Text size="sm" c="dimmed">
          {say('preview.empty')}
        </Text>
      ) : (
        <Bubble text={said} lang={locale} />
      )}
      {draft.includes('[[') && (
        <Group>
          <Button variant="default" onClick={() => setSeed((before) => before + 1)}>
            {say('preview.more')}
          </Button>
        </Group>
      )}
    </Stack>
  );
};

const useSave = ({ template, text, locale }: EditorProps) => {
  const say = useSay(templateTexts);
  return useCommand({
    send: (draft: string, key) =>
      answerOf(
        api.PUT('/api/v1/message-templates/{kind}/{locale}', {
          params: { path: { kind: template.template, locale }, header: { 'Idempotency-Key': key } },
          body: { text: draft, expectedVersion: text.version },
        }),
      ),
    said: () => say('said.saved'),
    changes: [['templates']],
  });
};

type ActsProps = {
  readonly isReady: boolean;
  readonly isPending: boolean;
  readonly isSame: boolean;
  readonly isWrong: boolean;
  readonly tried: { readonly kind: string; readonly text: string; readonly locale: Locale };
  readonly onSave: () => void;
  readonly onUndo: () => void;
};

const Acts = ({ isReady, isPending, isSame, isWrong, tried, onSave, onUndo }: ActsProps) => {
  const say = useSay(templateTexts);
  return (
    <Group>
      <Button onClick={onSave} disabled={!isReady} loading={isPending} rightSection={<Kbd>Ctrl S</Kbd>}>
        {say('save')}
      </Button>
      <Button variant="default" disabled={isSame} onClick={onUndo}>
        {say('undo')}
      </Button>
      <TestButton variant="default" label={say('test')} disabled={isWrong} tried={tried} />
    </Group>
  );
};

/** Ctrl S or Ctrl Enter, ⌘ on a Mac. */
const isSaveKey = ({ ctrlKey, metaKey, key }: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'key'>): boolean =>
  (ctrlKey || metaKey) && (key === 'Enter' || key.toLowerCase() === 's');

export const TemplateEditor = (props: EditorProps) => {
  const { template, text, locale } = props;
  const say = useSay(templateTexts);
  const language = useLocale().locale;
  const { number } = useFormats();
  const may = useMay();
  const field = useRef<HTMLTextAreaElement>(null);
  const stored = text.unfit ?? text.text;
  const [draft, setDraft] = useState(stored);
  const save = useSave(props);
  const tidy = tidyWording(draft);
  const faults = wordingFaults(tidy, template);
  const isFree = may('messages:control') && !save.isPending;
  const isReady = isFree && faults.length === 0 && tidy !== stored;
  const insert = (place: string) => {
    const { selectionStart = draft.length, selectionEnd = draft.length } = field.current ?? {};
    const inserted = `{${place}}`;
    setDraft(draft.slice(0, selectionStart) + inserted + draft.slice(selectionEnd));
    const behind = selectionStart + inserted.length;
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(behind, behind);
    });
  };
  const submit = () => {
    if (isReady) save.mutate(tidy);
  };
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Stack>
        {text.unfit !== undefined && <Alert color="orange">{say('unfit.why')}</Alert>}
        <Textarea
          ref={field}
          label={say('text')}
          description={say('choices')}
          lang={locale}
          autosize
          minRows={5}
          maxRows={16}
          value={draft}
          readOnly={!may('messages:control')}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!isSaveKey(event)) return;
            event.preventDefault();
            submit();
          }}
          error={faults.length > 0 && faults.map((fault) => wordingFaultText(fault, language)).join(' ')}
        />
        <Text size="xs" c="dimmed">
          {say('left', { count: number(tidy.length), most: number(MEASURES.messageText.most) })}
        </Text>
        <Values template={template} text={text} isDisabled={!isFree} onInsert={insert} />
        {may('messages:control') && (
          <Acts
            {...{ isReady, isPending: save.isPending, isSame: draft === stored, isWrong: faults.length > 0 }}
            tried={{ kind: template.template, text: tidy, locale }}
            onSave={submit}
            onUndo={() => setDraft(stored)}
          />
        )}
      </Stack>
      <Preview {...props} draft={draft} />
    </SimpleGrid>
  );
};
