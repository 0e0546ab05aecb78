import { Card, Select } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES, type Locale } from '~/i18n/locales';
import { SaveBarFor } from '../save-bar-for';
import { useOnChange } from '../use-on-change';

/** The language that this member of staff wants; empty follows the admin. */
export function LanguageCard({ chosen, saving, onSave }: { chosen: Locale | null; saving: boolean; onSave: (language: string) => void }) {
  const { t } = useTranslation();
  const stored = chosen ?? '';
  const [language, setLanguage] = useState<string>(stored);
  useOnChange(stored, setLanguage);
  const options = [{ value: '', label: t('settings.languageAuto') }, ...LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))];
  return (
    <Card>
      <Select label={t('settings.languageLabel')} options={options} value={language} onChange={setLanguage} />
      <SaveBarFor id="settings-language" open={language !== stored} saving={saving} onSave={() => onSave(language)} onDiscard={() => setLanguage(stored)} />
    </Card>
  );
}
