// field-words.tsx — what a field lacks before a form is sent is said below it in the console's words: no browser's bubble.
import { Input } from '@mantine/core';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useSay } from '../language/language';
import { partsTexts } from './parts.texts';

type Field = HTMLInputElement | HTMLTextAreaElement;
type Words = (field: Field) => string;

const WRAPPER = '.mantine-InputWrapper-root, .mantine-Checkbox-root';
const ERROR = '.mantine-InputWrapper-error';
/** What may have mended a field: typing, and choosing from a list. */
const MENDING = ['input', 'change', 'click', 'keyup'] as const;

const useWords = (): Words => {
  const say = useSay(partsTexts);
  return (field) => {
    const { validity, minLength } = field;
    if (validity.customError) return field.validationMessage;
    if (validity.valueMissing && field.type === 'checkbox') return say('field.tick');
    if (validity.valueMissing) return say(field.role === 'combobox' ? 'field.choose' : 'field.missing');
    if (validity.typeMismatch && field.type === 'email') return say('field.email');
    return validity.tooShort ? say('field.short', { least: minLength }) : say('field.wrong');
  };
};

const isField = (target: unknown): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

const isWrong = (field: Field): boolean => field.isConnected && field.willValidate && !field.validity.valid;

/** The first of its form has the focus, and is seen. */
const focusFirst = ({ form }: Field): void => {
  const first = [...(form?.elements ?? [])].filter(isField).find(isWrong);
  if (!first || first === document.activeElement) return;
  first.focus({ preventScroll: true });
  first.scrollIntoView({ block: 'center' });
};

const useWrongFields = (): readonly Field[] => {
  const [fields, setFields] = useState<readonly Field[]>([]);
  useEffect(() => {
    const refuse = (event: Event): void => {
      const { target } = event;
      if (!isField(target)) return;
      event.preventDefault();
      setFields((now) => [...now.filter((one) => one !== target && isWrong(one)), target]);
      focusFirst(target);
    };
    // Once React has drawn what was typed or chosen.
    const look = (): void => {
      setTimeout(() => setFields((now) => (now.length === 0 ? now : now.filter(isWrong))));
    };
    document.addEventListener('invalid', refuse, true);
    for (const kind of MENDING) document.addEventListener(kind, look, true);
    return () => {
      document.removeEventListener('invalid', refuse, true);
      for (const kind of MENDING) document.removeEventListener(kind, look, true);
    };
  }, []);
  return fields;
};

const FieldWord = ({ field, words, id }: { field: Field; words: string; id: string }) => {
  const [place] = useState(() => field.closest(WRAPPER) ?? field.parentElement);
  // A field that says itself what is wrong says it once.
  const saysItself = [...(place?.querySelectorAll(ERROR) ?? [])].some((one) => one.id !== id);
  useEffect(() => {
    const described = field.getAttribute('aria-describedby');
    const frame = field.closest('.mantine-Input-wrapper');
    field.setAttribute('aria-invalid', 'true');
    frame?.setAttribute('data-error', 'true');
    if (!saysItself) field.setAttribute('aria-describedby', [described, id].filter(Boolean).join(' '));
    return () => {
      field.removeAttribute('aria-invalid');
      frame?.removeAttribute('data-error');
      if (described === null) field.removeAttribute('aria-describedby');
      else field.setAttribute('aria-describedby', described);
    };
  }, [field, id, saysItself]);
  if (!place || saysItself) return null;
  return createPortal(
    <Input.Error id={id} role="alert" mt={4}>
      {words}
    </Input.Error>,
    place,
  );
};

/** Once in the console, for all forms. */
export const FieldWords = () => {
  const words = useWords();
  const fields = useWrongFields();
  return fields.map((field, index) => (
    <FieldWord key={field.id || index} field={field} words={words(field)} id={`${field.id}-lacks`} />
  ));
};
