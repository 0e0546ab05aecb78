import { TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFault } from './form-context';

interface FieldProps {
  label: string;
  path: string;
  prefix?: string;
  suffix?: string;
  helpText?: string;
  placeholder?: string;
}

/** A whole number. What is typed and is none stands as NaN in the document, which the schema then refuses beside the field. */
export function NumberField({ value, onChange, ...rest }: FieldProps & { value: number; onChange: (value: number) => void }) {
  return <NumberText value={value} onChange={(number) => onChange(number ?? NaN)} {...rest} />;
}

/** A whole number that may be left out. */
export function OptionalNumberField({ value, onChange, ...rest }: FieldProps & { value: number | undefined; onChange: (value: number | undefined) => void }) {
  return <NumberText value={value} onChange={onChange} {...rest} />;
}

function NumberText({ path, value, onChange, ...rest }: FieldProps & { value: number | undefined; onChange: (value: number | undefined) => void }) {
  const { t } = useTranslation();
  const fault = useFault(path);
  const [typed, setTyped] = useState(() => textOf(value));
  const error = Number.isNaN(value) && typed.trim() ? t('loyaltyForm.wholeNumber') : fault;
  const isMine = textOf(numberOf(typed)) === textOf(value) && !(value === undefined && typed.trim() !== '');
  const text = isMine ? typed : textOf(value);
  const change = (next: string) => {
    setTyped(next);
    onChange(numberOf(next));
  };
  return <TextField {...rest} value={text} onChange={change} error={error} inputMode="numeric" autoComplete="off" />;
}

const textOf = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? '' : String(value));
const numberOf = (text: string) => (text.trim() === '' ? undefined : /^\d+$/.test(text.trim()) ? Number(text) : NaN);

/** A decimal, kept as the text it is typed as. */
export function DecimalField({ path, value, onChange, ...rest }: FieldProps & { value: string; onChange: (value: string) => void }) {
  const error = useFault(path);
  return <TextField {...rest} value={value} onChange={(text) => onChange(plain(text))} error={error} inputMode="decimal" autoComplete="off" />;
}

/** A decimal that may be left out. */
export function OptionalDecimalField({ value, onChange, ...rest }: FieldProps & { value: string | undefined; onChange: (value: string | undefined) => void }) {
  return <DecimalField {...rest} value={value ?? ''} onChange={(text) => onChange(text === '' ? undefined : text)} />;
}

/** As half the world writes it, and as Chinese keyboards do. */
const plain = (text: string) => text.trim().replace(/[,，。]/, '.');
