import { TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { ADJUSTED_NOTE_MAX } from '~/domain/loyalty/members/model';

/** Why something was done by hand. It stays in the books for good. */
export function NoteField({ value, error, onChange }: { value: string; error: string | undefined; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t('member.note')}
      helpText={t('member.noteHelp')}
      value={value}
      onChange={onChange}
      error={error}
      maxLength={ADJUSTED_NOTE_MAX}
      showCharacterCount
      multiline={2}
      autoComplete="off"
    />
  );
}
