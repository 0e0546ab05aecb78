import { InlineGrid, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES } from '~/i18n/locales';
import { useFault } from './form-context';

export interface PlainFieldProps {
  label: string;
  path: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  helpText?: string;
  placeholder?: string;
  type?: 'text' | 'date' | 'url';
}

/** A text that may be left out. */
export function PlainField({ path, value, onChange, ...rest }: PlainFieldProps) {
  const error = useFault(path);
  return <TextField {...rest} value={value ?? ''} onChange={(text) => onChange(text === '' ? undefined : text)} error={error} autoComplete="off" />;
}

export interface NamesFieldProps {
  label: string;
  path: string;
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
  placeholder?: string;
}

/** What shoppers read, in both languages. */
export function NamesField({ label, path, value, onChange, placeholder }: NamesFieldProps) {
  const { t, i18n } = useTranslation();
  const change = (locale: string, text: string) => {
    const { [locale]: _old, ...others } = value;
    onChange(text === '' ? others : { ...others, [locale]: text });
  };
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
      {[...LOCALES]
        .sort((one) => (one === i18n.language ? -1 : 1))
        .map((locale) => (
          <Name
            key={locale}
            path={`${path}.${locale}`}
            label={t('loyaltyForm.inLanguage', { label, language: LOCALE_NAMES[locale] })}
            value={value[locale] ?? ''}
            onChange={(text) => change(locale, text)}
            placeholder={locale === i18n.language ? placeholder : undefined}
          />
        ))}
    </InlineGrid>
  );
}

function Name({ path, ...rest }: { path: string; label: string; value: string; onChange: (text: string) => void; placeholder?: string | undefined }) {
  return <TextField {...rest} error={useFault(path)} autoComplete="off" />;
}
