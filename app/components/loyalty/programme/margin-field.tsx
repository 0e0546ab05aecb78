import { Form, InlineGrid, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { MarginForm } from './use-margin';

/** What goods bring, less what they cost, out of what they bring; kept when its field is left, or by Enter. */
export function MarginField({ form: { text, faulty, type, keep } }: { form: MarginForm }) {
  const { t } = useTranslation();
  return (
    <Form onSubmit={keep}>
      <InlineGrid columns={{ xs: 1, sm: 3 }}>
        <TextField
          label={t('rewardPreview.margin')}
          value={text}
          onChange={type}
          onBlur={keep}
          suffix="%"
          inputMode="numeric"
          maxLength={3}
          autoComplete="off"
          error={faulty ? t('rewardPreview.marginFault') : undefined}
          helpText={t('rewardPreview.marginHelp')}
        />
      </InlineGrid>
    </Form>
  );
}
