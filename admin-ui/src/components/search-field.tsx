import { useEffect, useId, useRef, useState } from 'react';

/** Asks the server once the person pauses for a moment; Enter asks at once. */
const PAUSE_MS = 350;

interface SearchFieldProps {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}

export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);
  useEffect(() => {
    if (text.trim() === sent.current) return undefined;
    const timer = window.setTimeout(() => {
      sent.current = text.trim();
      onSearch(text.trim());
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text, onSearch]);
  return (
    <div className="cb-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="search" maxLength={100} value={text} onChange={(event) => setText(event.target.value)} />
    </div>
  );
}
