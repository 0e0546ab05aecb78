import { Banner, BlockStack, Form, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoteField } from './note-field';
import { useMemberOrder } from './use-member-order';

/** Ends a pin, with a reason. */
export function UnpinModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const order = useMemberOrder('unpin', onClose);
  const [note, setNote] = useState('');
  const submit = () => order.send({ note });
  const formFault = order.faultOf('form');
  return (
    <Modal
      open
      onClose={onClose}
      title={t('member.unpin.title')}
      primaryAction={{ content: t('member.unpin.open'), onAction: submit, loading: order.busy }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <Form onSubmit={submit}>
          <BlockStack gap="300">
            {formFault ? <Banner tone="critical">{formFault}</Banner> : null}
            <Text as="p">{t('member.unpin.text')}</Text>
            <NoteField
              value={note}
              error={order.faultOf('note')}
              onChange={(value) => {
                order.touched('note');
                setNote(value);
              }}
            />
          </BlockStack>
        </Form>
      </Modal.Section>
    </Modal>
  );
}
