// phone-input.tsx — where a WhatsApp number is typed.
import type { InputHTMLAttributes } from 'react';
import { useLanguage } from '../language/language';

type PhoneInputProps = {
  readonly phone: string;
  readonly onPhone: (phone: string) => void;
} & Pick<InputHTMLAttributes<HTMLInputElement>, 'autoFocus' | 'aria-invalid' | 'aria-describedby'>;

export const PhoneInput = ({ phone, onPhone, ...rest }: PhoneInputProps) => {
  const { say } = useLanguage();
  return (
    <>
      <label htmlFor="phone">{say('phone.label')}</label>
      <input
        id="phone"
        name="phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={64}
        required
        value={phone}
        onChange={(event) => onPhone(event.currentTarget.value)}
        {...rest}
      />
    </>
  );
};
