import { Modal, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

interface DiscardDialogProps {
  open: boolean;
  title: string;
  text: string;
  onDiscard: () => void;
  onClose: () => void;
}

/** Whether something is really to be given up. */
export function DiscardDialog({ open, title, text, onDiscard, onClose }: DiscardDialogProps) {
  const { t } = useTranslation();
  const discard = () => {
    onDiscard();
    onClose();
  };
  return (
    <Modal
      open={open}
      onClose={onClose}
      title={title}
      primaryAction={{ content: t('health.discard'), destructive: true, onAction: discard }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{text}</Text>
      </Modal.Section>
    </Modal>
  );
}
