import { Form } from '@remix-run/react';
import { TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks for somebody; what is asked stands in the page's address. */
export function SearchField({ query, loading }: { query: string; loading: boolean }) {
  const { t } = useTranslation();
  const [text, setText] = useState(query);
  return (
    <Form method="get" role="search">
      <TextField
        label={t('duplicates.chooseSearch')}
        helpText={t('duplicates.chooseSearchHelp')}
        name="query"
        type="search"
        value={text}
        onChange={setText}
        loading={loading}
        autoComplete="off"
        maxLength={200}
        clearButton
        onClearButtonClick={() => setText('')}
      />
    </Form>
  );
}
