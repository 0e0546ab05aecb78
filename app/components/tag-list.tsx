import { Badge, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

/** The first few tags, and how many more there are. */
export function TagList({ tags, max = 3 }: { tags: string[]; max?: number }) {
  const { t } = useTranslation();
  if (tags.length === 0) {
    return (
      <Text as="span" tone="subdued">
        {t('common.notAvailable')}
      </Text>
    );
  }
  const hidden = tags.length - max;
  return (
    <div className="rg-tags">
      {tags.slice(0, max).map((tag) => (
        <Badge key={tag}>{tag.length > 24 ? `${tag.slice(0, 23)}…` : tag}</Badge>
      ))}
      {hidden > 0 ? <Badge tone="info">{`+${hidden}`}</Badge> : null}
    </div>
  );
}
