import { Button, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListParams } from '../list/use-list-params';

/** Whose rows a list shows, by name, address, phone or number; stands in a form and sends it. */
export function useWhoField(params: ListParams, loading: boolean) {
  const { t } = useTranslation();
  const [query, setQuery] = useState(params.get('query'));
  const clear = () => {
    setQuery('');
    params.set({ query: null });
  };
  const field = (
    <TextField
      label={t('loyaltyFeed.who')}
      placeholder={t('loyaltyFeed.whoHelp')}
      type="search"
      value={query}
      onChange={setQuery}
      maxLength={200}
      autoComplete="off"
      clearButton
      onClearButtonClick={clear}
      connectedRight={
        <Button submit loading={loading}>
          {t('loyaltyFeed.show')}
        </Button>
      }
    />
  );
  return { field, submit: () => params.set({ query }) };
}
