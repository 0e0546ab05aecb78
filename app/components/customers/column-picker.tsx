import { Box, Button, ChoiceList, Popover, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CUSTOMER_COLUMNS, type CustomerColumn } from './columns';

/** Chooses what the list of customers shows. */
export function ColumnPicker({ columns, onChange }: { columns: CustomerColumn[]; onChange: (columns: CustomerColumn[]) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const choices = CUSTOMER_COLUMNS.map((column) => ({ value: column, label: t(`customers.columns.${column}`) }));
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      activator={
        <Button disclosure onClick={() => setOpen(!open)}>
          {t('lists.columns')}
        </Button>
      }
    >
      <Box padding="300">
        <ChoiceList
          allowMultiple
          title={t('lists.columns')}
          titleHidden
          choices={choices}
          selected={columns}
          onChange={(chosen: string[]) => onChange(CUSTOMER_COLUMNS.filter((column) => chosen.includes(column)))}
        />
        <Text as="p" tone="subdued" variant="bodySm">
          {t('lists.columnsHelp')}
        </Text>
      </Box>
    </Popover>
  );
}
