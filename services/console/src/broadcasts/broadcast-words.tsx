// broadcast-words.tsx — the text of a message to many: written with a name at hand, checked, and seen as it arrives.
import { Button, Group, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import {
  BROADCAST_RULES,
  MEASURES,
  renderWording,
  tidyWording,
  wordingFaults,
  wordingFaultText,
  type Locale,
} from '@saring/i18n';
import { useRef, useState } from 'react';
import { useFormats, useLocale, useSay } from '../language/language';
import { Field } from '../parts/field-problem';
import { useOwnFault } from '../parts/use-own-fault';
import { Bubble } from '../templates/bubble';
import { broadcastTexts } from './broadcasts.texts';

const NAME = '{name}';

/** What keeps it from being sent, in words; empty: nothing. */
const useFaults = (): ((text: string) => string) => {
  const { locale } = useLocale();
  return (text) =>
    wordingFaults(tidyWording(text), BROADCAST_RULES)
      .map((fault) => wordingFaultText(fault, locale))
      .join(' ');
};

type WordsProps = {
  readonly name: 'textIndonesian' | 'textEnglish';
  readonly label: string;
  readonly hint: string;
  readonly lang: Locale;
  readonly value: string;
  readonly isRequired: boolean;
  readonly onChange: (value: string) => void;
};

const Words = ({ name, label, hint, lang, value, isRequired, onChange }: WordsProps) => {
  const say = useSay(broadcastTexts);
  const { number } = useFormats();
  const faultsOf = useFaults();
  const field = useRef<HTMLTextAreaElement | null>(null);
  const isEmpty = value.trim() === '';
  const fault = isEmpty ? '' : faultsOf(value);
  const own = useOwnFault(fault);
  const insert = () => {
    const { selectionStart = value.length, selectionEnd = value.length } = field.current ?? {};
    onChange(value.slice(0, selectionStart) + NAME + value.slice(selectionEnd));
    const behind = selectionStart + NAME.length;
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(behind, behind);
    });
  };
  return (
    <Stack gap={4}>
      <Field name={name}>
        <Textarea
          ref={(element) => {
            field.current = element;
            own(element);
          }}
          label={label}
          description={hint}
          lang={lang}
          autosize
          minRows={4}
          maxRows={14}
          required={isRequired}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          error={fault}
        />
      </Field>
      <Group justify="space-between" gap="xs">
        <Button size="compact-sm" mih={44} variant="default" onClick={insert}>
          {say('insert', { name: NAME })}
        </Button>
        <Text size="xs" c="dimmed">
          {say('left', { count: number(tidyWording(value).length), most: number(MEASURES.messageText.most) })}
        </Text>
      </Group>
    </Stack>
  );
};

const Preview = ({ text, lang }: { readonly text: string; readonly lang: Locale }) => {
  const say = useSay(broadcastTexts);
  const [seed, setSeed] = useState(0);
  const said = renderWording(tidyWording(text), BROADCAST_RULES, { name: say('example.name') }, String(seed));
  if (said.trim() === '') return null;
  return (
    <Stack gap="xs" component="section" aria-label={say('preview')}>
      <Text fw={600} size="sm">
        {say('preview')}
      </Text>
      <Bubble text={said} lang={lang} />
      <Text size="xs" c="dimmed">
        {say('preview.frame', { name: NAME })}
      </Text>
      {text.includes('[[') && (
        <Group>
          <Button variant="default" onClick={() => setSeed((before) => before + 1)}>
            {say('preview.other')}
          </Button>
        </Group>
      )}
    </Stack>
  );
};

export type TextValues = { readonly textIndonesian: string; readonly textEnglish: string };
type TextProps = { readonly texts: TextValues; readonly onChange: (change: Partial<TextValues>) => void };

export const BroadcastWords = ({ texts, onChange }: TextProps) => {
  const say = useSay(broadcastTexts);
  const [hasEnglish, setEnglish] = useState(texts.textEnglish !== '');
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Stack gap="sm">
        <Words
          name="textIndonesian"
          label={say('text')}
          hint={say('text.hint')}
          lang="id"
          isRequired
          value={texts.textIndonesian}
          onChange={(textIndonesian) => onChange({ textIndonesian })}
        />
        {hasEnglish ? (
          <Words
            name="textEnglish"
            label={say('text.english')}
            hint={say('text.english.hint')}
            lang="en"
            isRequired={false}
            value={texts.textEnglish}
            onChange={(textEnglish) => onChange({ textEnglish })}
          />
        ) : (
          <Group>
            <Button variant="default" onClick={() => setEnglish(true)}>
              {say('text.more')}
            </Button>
          </Group>
        )}
      </Stack>
      <Stack>
        <Preview text={texts.textIndonesian} lang="id" />
        {texts.textEnglish !== '' && <Preview text={texts.textEnglish} lang="en" />}
      </Stack>
    </SimpleGrid>
  );
};
