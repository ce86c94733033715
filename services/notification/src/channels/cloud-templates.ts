// cloud-templates.ts — which approved template of Meta stands for which kind of message, as the settings say it.
import { isMessageKey, messageParams, type Locale, type MessageKey } from '@saring/i18n';
import { CODE_KINDS, isCodeKind } from './code-kinds';
import { SettingError } from './setting-error';

export type CloudTemplate = {
  readonly name: string;
  /** Meta's code (`id`, `en_US`); null: the message's own language. */
  readonly language: string | null;
  /** The values of its body, in order. */
  readonly params: readonly string[];
  /** Its header is the file that comes along. */
  readonly takesFile: boolean;
};
export type CloudTemplates = Readonly<Partial<Record<MessageKey, CloudTemplate>>>;

const NAME = '[a-z0-9_]{1,512}';
const LANGUAGE = '[a-z]{2,3}(?:_[A-Z]{2})?';
const OTP = new RegExp(`^(${NAME})(?::(${LANGUAGE}))?$`);
const ENTRY = new RegExp(`^([a-z_.]+)=(${NAME})(?::(${LANGUAGE}))?(?:\\(([\\w, ]*)\\))?(\\+file)?$`);

/** Codes go by the authentication template: Meta fixes its words, the code is its one value. */
const CODE_PARAM = 'code';

/** @throws SettingError for what is no `name` or `name:language`. */
export const parseOtpTemplate = (text: string): CloudTemplates => {
  const [, name, language] = OTP.exec(text.trim()) ?? [];
  if (name === undefined) throw new SettingError('is no name of a template, or name:language');
  const template = { name, language: language ?? null, params: [CODE_PARAM], takesFile: false };
  return Object.fromEntries(CODE_KINDS.map((kind) => [kind, template]));
};

/**
 * `quota.low=saring_kuota:id(remaining,page); purchase.receipt=saring_kuitansi(item,amount)+file`
 * @throws SettingError for another form, a kind that is none, a code's kind, and a place that the kind lacks.
 */
export const parseTemplates = (text: string): CloudTemplates =>
  Object.fromEntries(
    text
      .split(';')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map(templateIn),
  );

const templateIn = (entry: string): [MessageKey, CloudTemplate] => {
  const [, kind, name, language, listed, file] = ENTRY.exec(entry) ?? [];
  if (kind === undefined || name === undefined)
    throw new SettingError(`holds "${entry.slice(0, 60)}", which is no kind=template:language(places)`);
  if (!isMessageKey(kind)) throw new SettingError(`names ${kind}, which is no kind of message`);
  if (isCodeKind(kind)) throw new SettingError(`names ${kind}: codes go by CLOUD_OTP_TEMPLATE`);
  const params = (listed ?? '')
    .split(',')
    .map((param) => param.trim())
    .filter((param) => param !== '');
  const places = messageParams(kind);
  const foreign = params.find((param) => !places.includes(param));
  if (foreign !== undefined)
    throw new SettingError(`gives ${kind} the place ${foreign}; it has ${places.join(', ')}`);
  return [kind, { name, language: language ?? null, params, takesFile: file !== undefined }];
};

/** Meta refuses empty values, line breaks, tabs and more than four spaces in a row. */
const valueOf = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim() || '-';

const textParameter = (text: string) => ({ type: 'text', text });

/** The id of an uploaded file, and what it is shown as. */
export type UploadedMedia = {
  readonly id: string;
  readonly type: 'document' | 'image';
  readonly fileName: string;
};

/** An image has no file name. */
export const mediaObject = ({ id, type, fileName }: UploadedMedia) =>
  type === 'image' ? { id } : { id, filename: fileName };

/** The `template` object of a message. */
export const templateObject = (
  template: CloudTemplate,
  message: {
    readonly template: MessageKey;
    readonly params: Readonly<Record<string, string>>;
    readonly locale: Locale;
  },
  media: UploadedMedia | null,
) => {
  const values = template.params.map((param) => textParameter(valueOf(message.params[param])));
  // The copy-code button takes the code once more.
  const button = { type: 'button', sub_type: 'url', index: '0', parameters: values };
  const header = media && {
    type: 'header',
    parameters: [{ type: media.type, [media.type]: mediaObject(media) }],
  };
  return {
    name: template.name,
    language: { code: template.language ?? message.locale },
    components: [
      ...(header && template.takesFile ? [header] : []),
      ...(values.length > 0 ? [{ type: 'body', parameters: values }] : []),
      ...(isCodeKind(message.template) ? [button] : []),
    ],
  };
};
