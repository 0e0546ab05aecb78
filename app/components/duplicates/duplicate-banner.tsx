import { Banner, BlockStack } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SuggestionRow } from '~/domain/duplicates/model';
import { usePersonName } from '../person-name';
import { EvidenceList } from './evidence-list';

/** Somebody may be known twice: by whom, why, and where to compare the two. Shows the likeliest. */
export function DuplicateBanner({ suggestions, customerId }: { suggestions: SuggestionRow[]; customerId: bigint }) {
  const { t } = useTranslation();
  const name = usePersonName();
  const [first] = suggestions;
  if (!first) return null;
  const other = first.one.id === customerId ? first.other : first.one;
  return (
    <Banner
      tone="info"
      title={other ? t('duplicates.bannerTitle', { name: name(other.contact, other.id) }) : t('duplicates.bannerGuests')}
      action={
        other
          ? { content: t('duplicates.compare'), url: `/app/customers/duplicates/${first.id}` }
          : { content: t('duplicates.look'), url: '/app/customers/duplicates' }
      }
    >
      <BlockStack gap="200">
        <EvidenceList evidence={first.evidence} strength={first.strength} />
      </BlockStack>
    </Banner>
  );
}
