import { useId } from 'react';
import type { ReactNode } from 'react';

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  hint?: ReactNode;
  fault?: string;
  type?: 'text' | 'number' | 'datetime-local';
  maxLength?: number;
}

/** A labelled field whose hint and fault are tied to it for the ear as well. */
export function TextField({ label, value, onChange, hint, fault = '', type = 'text', maxLength }: TextFieldProps) {
  const id = useId();
  return (
    <div className="cb-field cb-field--wide">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type === 'number' ? 'text' : type}
        inputMode={type === 'number' ? 'numeric' : undefined}
        value={value}
        maxLength={maxLength}
        aria-invalid={fault !== ''}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-note`} className={fault === '' ? 'cb-field__hint' : 'cb-field__fault'}>
        {fault === '' ? hint : fault}
      </p>
    </div>
  );
}
