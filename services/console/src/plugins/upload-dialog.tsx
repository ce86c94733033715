// upload-dialog.tsx — a plugin's file is sent, checked, and refused in words; an unknown publisher can be trusted here.
import { Alert, FileInput, Progress, Stack, Text, TextInput } from '@mantine/core';
import { ApiProblem } from '@saring/api-client';
import { useState } from 'react';
import { FormDialog } from '../parts/form-dialog';
import { useFormats, useLocale, useSay } from '../language/language';
import { useCommand } from '../parts/use-command';
import { WrappedCode } from '../parts/wrapped-code';
import { isPackageFault, packageFaultTexts, pluginTexts } from './plugins.texts';
import { sendFile } from './send-file';
import { useTrust } from './use-trust';
import { PLUGINS, type Version } from './use-plugins';

const LARGEST_BYTES = 10 * 1024 * 1024;
const PUBLISHER = '[a-z][a-z0-9\\-]{0,39}';

/** Why a file was refused, in the console's own words where it has some. */
const useReadable = () => {
  const say = useSay(pluginTexts);
  const sayFault = useSay(packageFaultTexts);
  return (error: unknown): unknown => {
    if (!(error instanceof ApiProblem)) return error;
    const { code, status, title, details } = error;
    const { reason, about } = details;
    if (code !== 'PAYMENT.PLUGIN_INVALID' || !isPackageFault(reason)) return error;
    const words = sayFault(reason);
    const detail = about === '-' ? `${words}.` : say('invalid', { reason: words, about: String(about) });
    return new ApiProblem(code, status, title, detail, details);
  };
};

/** The key of the publisher whom nobody trusts; null: that is not why; empty: nobody signed it. */
const strangerIn = (error: unknown): string | null => {
  if (!(error instanceof ApiProblem) || error.code !== 'PAYMENT.PLUGIN_UNTRUSTED') return null;
  const signer = String(error.details['signer'] ?? '-');
  return signer === '-' ? '' : signer;
};

const useUpload = (onDone: () => void) => {
  const say = useSay(pluginTexts);
  const readable = useReadable();
  const { locale } = useLocale();
  const [sent, setSent] = useState(0);
  const [stranger, setStranger] = useState<string | null>(null);
  const upload = useCommand({
    send: async (file: File, key) => {
      setSent(0);
      setStranger(null);
      try {
        const answer = await sendFile({
          ...{ path: '/api/v1/payment-plugins', file, type: 'application/zip', key, locale },
          ...{ cookies: document.cookie, onSent: setSent },
        });
        return answer as Version;
      } catch (error) {
        const signer = strangerIn(error);
        if (signer === null) throw readable(error);
        // The dialog says what is to be done about it.
        setStranger(signer);
        return null;
      }
    },
    said: (installed) =>
      installed && say('said.installed', { name: installed.name, version: installed.version }),
    changes: [PLUGINS],
    onDone: (installed) => installed && onDone(),
  });
  return { upload, sent, stranger, forget: () => setStranger(null) };
};

const Sending = ({ sent }: { readonly sent: number }) => {
  const say = useSay(pluginTexts);
  const percent = Math.floor(sent * 100);
  const words = percent < 100 ? say('sending', { percent }) : say('checking');
  return (
    <Stack gap={4} role="status">
      <Text size="sm">{words}</Text>
      <Progress value={percent} animated={percent === 100} aria-label={words} />
    </Stack>
  );
};

type StrangerProps = {
  readonly signer: string;
  readonly name: string;
  readonly onName: (name: string) => void;
};

/** Who signed it, to be compared before they are trusted. */
const Stranger = ({ signer, name, onName }: StrangerProps) => {
  const say = useSay(pluginTexts);
  if (signer === '')
    return (
      <Alert color="orange">
        <Text size="sm" fw={600}>
          {say('unsigned')}
        </Text>
        <Text size="sm">{say('unsigned.why')}</Text>
      </Alert>
    );
  return (
    <Alert color="orange">
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {say('untrusted')}
        </Text>
        <Text size="sm">{say('untrusted.why')}</Text>
        <WrappedCode>{signer}</WrappedCode>
        <TextInput
          label={say('publisher')}
          description={say('publisher.hint')}
          value={name}
          onChange={(event) => onName(event.currentTarget.value)}
          pattern={PUBLISHER}
          maxLength={40}
          autoCapitalize="off"
          required
        />
        <Text size="sm">{say('trust.why')}</Text>
      </Stack>
    </Alert>
  );
};

type UploadProps = { readonly onDone: () => void; readonly onClose: () => void };

export const UploadDialog = ({ onDone, onClose }: UploadProps) => {
  const say = useSay(pluginTexts);
  const { bytes } = useFormats();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const { upload, sent, stranger, forget } = useUpload(onDone);
  const trust = useTrust(() => file && upload.mutate(file));
  const isLarge = file !== null && file.size > LARGEST_BYTES;
  const isTrusting = stranger !== null && stranger !== '';
  const choose = (chosen: File | null) => {
    setFile(chosen);
    forget();
  };
  const submit = () => {
    if (!file || isLarge) return;
    if (isTrusting) trust.mutate({ name, key: stranger });
    else upload.mutate(file);
  };
  return (
    <FormDialog
      title={say('upload')}
      submit={say(isTrusting ? 'trust' : 'upload')}
      isPending={upload.isPending || trust.isPending}
      isDisabled={file === null || isLarge || stranger === ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <FileInput
        label={say('file')}
        description={say('upload.why')}
        placeholder={say('file.choose')}
        accept=".zip,application/zip"
        value={file}
        onChange={choose}
        error={isLarge && say('file.large', { size: bytes(file.size) })}
        data-autofocus
      />
      {upload.isPending && <Sending sent={sent} />}
      {stranger !== null && !upload.isPending && <Stranger signer={stranger} name={name} onName={setName} />}
    </FormDialog>
  );
};
