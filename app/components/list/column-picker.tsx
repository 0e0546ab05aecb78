import { BlockStack, Box, Button, ChoiceList, Popover, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface ColumnPickerProps<C extends string> {
  all: readonly C[];
  columns: readonly C[];
  labelOf: (column: C) => string;
  onChange: (columns: C[]) => void;
}

/** Chooses what a list shows and its file contains. */
export function ColumnPicker<C extends string>({ all, columns, labelOf, onChange }: ColumnPickerProps<C>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useOwnEscape(open);
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
      <Box padding="300" maxWidth="18rem">
        <BlockStack gap="200">
          <ChoiceList
            allowMultiple
            title={t('lists.columns')}
            titleHidden
            choices={all.map((column) => ({ value: column, label: labelOf(column) }))}
            selected={[...columns]}
            onChange={(chosen: string[]) => onChange(all.filter((column) => chosen.includes(column)))}
          />
          <Text as="p" tone="subdued" variant="bodySm">
            {t('lists.columnsHelp')}
          </Text>
        </BlockStack>
      </Box>
    </Popover>
  );
}

/** Escape closes what is open (when the key comes up), and does not also clear the list's filters (when it goes down). */
function useOwnEscape(open: boolean) {
  useEffect(() => {
    if (!open) return undefined;
    const keep = (event: KeyboardEvent) => event.key === 'Escape' && event.stopPropagation();
    window.addEventListener('keydown', keep, { capture: true });
    return () => window.removeEventListener('keydown', keep, { capture: true });
  }, [open]);
}
