// phone-input.tsx — where a WhatsApp number is typed.
import type { InputHTMLAttributes } from 'react';
import { useLanguage } from '../language/language';

type PhoneInputProps = {
  readonly phone: string;
  readonly onPhone: (phone: string) => void;
  /** Absent: the number of who logs in. */
  readonly label?: string;
} & Pick<InputHTMLAttributes<HTMLInputElement>, 'autoFocus' | 'aria-invalid' | 'aria-describedby'>;

export const PhoneInput = ({ phone, onPhone, label, ...rest }: PhoneInputProps) => {
  const { say } = useLanguage();
  return (
    <>
      <label htmlFor="phone">{label ?? say('phone.label')}</label>
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
