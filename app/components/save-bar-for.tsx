import { SaveBar } from '@shopify/app-bridge-react';
import { useTranslation } from 'react-i18next';

export interface SaveBarForProps {
  id: string;
  open: boolean;
  saving: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** The admin's bar for unsaved changes; while it is open the admin keeps people from leaving by accident. */
export function SaveBarFor({ id, open, saving, onSave, onDiscard }: SaveBarForProps) {
  const { t } = useTranslation();
  return (
    <SaveBar id={id} open={open}>
      <button variant="primary" onClick={onSave} {...(saving && { loading: '' })}>
        {t('common.save')}
      </button>
      <button onClick={onDiscard}>{t('common.discard')}</button>
    </SaveBar>
  );
}
