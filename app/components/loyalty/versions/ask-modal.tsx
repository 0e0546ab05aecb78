import { Modal, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

export interface AskModalProps {
  intent: 'rollBack' | 'withdraw' | 'import';
  version?: number;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before a version is put back in force, a scheduled one is withdrawn, or a file takes the draft's place. */
export function AskModal({ intent, version, onConfirm, onClose }: AskModalProps) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      onClose={onClose}
      title={t(`loyaltyVersions.ask.${intent}`, { n: version })}
      primaryAction={{ content: t(`loyaltyVersions.confirm.${intent}`), onAction: onConfirm, destructive: intent === 'withdraw' }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{t(`loyaltyVersions.askText.${intent}`, { n: version })}</Text>
      </Modal.Section>
    </Modal>
  );
}
