import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createFormat, type Format, type Setting } from './format';
import { i18nFor } from './i18n';

const FormatContext = createContext<Format | null>(null);

/** Gives everything inside it the reader's language and the shop's formats. */
export function SettingProvider({ setting, children }: { setting: Setting; children: ReactNode }) {
  const { locale, currency, timezone } = setting;
  const format = useMemo(() => createFormat({ locale, currency, timezone }), [locale, currency, timezone]);
  return (
    <I18nextProvider i18n={i18nFor(locale)}>
      <FormatContext.Provider value={format}>{children}</FormatContext.Provider>
    </I18nextProvider>
  );
}

/** Money, numbers and dates in the reader's language. @throws Error outside {@link SettingProvider} */
export function useFormat(): Format {
  const format = useContext(FormatContext);
  if (!format) throw new Error('useFormat is used outside of SettingProvider.');
  return format;
}
