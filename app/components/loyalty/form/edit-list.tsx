import { BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';
import { DeleteIcon, PlusIcon } from '@shopify/polaris-icons';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface EditListProps<T> {
  items: readonly T[];
  /** What an item is called in the list. */
  titleOf: (item: T, index: number) => string;
  add: { label: string; make: () => T; max: number } | null;
  onChange: (items: T[]) => void;
  empty?: string;
  children: (item: T, index: number, change: (part: Partial<T>) => void) => ReactNode;
}

/** Things of a kind, one below the other, to add to and take from. What was added has the focus. */
export function EditList<T extends object>({ items, titleOf, add, onChange, empty, children }: EditListProps<T>) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState<number | null>(null);
  useEffect(() => {
    if (added === null) return;
    list.current?.querySelector<HTMLElement>(`[data-item="${added}"] :is(input, select)`)?.focus();
    setAdded(null);
  }, [added]);
  const change = (index: number) => (part: Partial<T>) => onChange(items.map((item, at) => (at === index ? { ...item, ...part } : item)));
  const append = (item: T) => {
    onChange([...items, item]);
    setAdded(items.length);
  };
  return (
    <BlockStack gap="300">
      {items.length === 0 && empty ? (
        <Text as="p" tone="subdued">
          {empty}
        </Text>
      ) : null}
      <div ref={list} className="rg-edit-list">
        {items.map((item, index) => (
          <div key={index} data-item={index} role="group" aria-label={titleOf(item, index)}>
            <Box padding="300" borderRadius="200" borderWidth="025" borderColor="border">
              <BlockStack gap="300">
                <InlineStack align="space-between" blockAlign="center" wrap={false} gap="200">
                  <Text as="h3" variant="headingSm">
                    <span className="rg-free-text">{titleOf(item, index)}</span>
                  </Text>
                  <Button
                    icon={DeleteIcon}
                    variant="tertiary"
                    accessibilityLabel={t('loyaltyForm.remove', { what: titleOf(item, index) })}
                    onClick={() => onChange(items.filter((_item, at) => at !== index))}
                  />
                </InlineStack>
                {children(item, index, change(index))}
              </BlockStack>
            </Box>
          </div>
        ))}
      </div>
      {add && items.length < add.max ? (
        <div>
          <Button icon={PlusIcon} onClick={() => append(add.make())}>
            {add.label}
          </Button>
        </div>
      ) : null}
    </BlockStack>
  );
}

/** An id that no other item has: `reward-3`. */
export function freshId(kind: string, items: readonly { id: string }[]): string {
  for (let n = items.length + 1; ; n += 1) if (!items.some(({ id }) => id === `${kind}-${n}`)) return `${kind}-${n}`;
}
