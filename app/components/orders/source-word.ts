import { useTranslation } from 'react-i18next';

const SOURCES = ['web', 'pos', 'offline', 'draft', 'shopify_draft_order'] as const;

/** Through which channel an order came, in words; the store's own word where we have none. */
export function useSourceWord() {
  const { t } = useTranslation();
  return (source: string): string => {
    const known = SOURCES.find((name) => name === source);
    return known ? t(`order.sources.${known}`) : source;
  };
}
