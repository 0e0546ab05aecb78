import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Programme, ProgrammeChange } from '~/domain/loyalty/programme/model';
import { useChangeWords } from './use-change-words';

export interface DiffListProps {
  before: Programme;
  after: Programme;
  changes: ProgrammeChange[];
}

/** What differs between two programmes, one line each, in words. */
export function DiffList({ before, after, changes }: DiffListProps) {
  const { t } = useTranslation();
  const words = useChangeWords(before, after);
  if (changes.length === 0) return <Text as="p">{t('loyaltyVersions.same')}</Text>;
  return (
    <BlockStack gap="200">
      <ul className="rg-diff">
        {changes.map((change) => {
          const { what, before: old, after: now } = words(change);
          return (
            <li key={change.path.join('.')}>
              <Text as="span" fontWeight="semibold">
                {what}
              </Text>
              {old !== null && now !== null ? (
                <span className="rg-diff-values">
                  <del>{old}</del>
                  <span aria-hidden>→</span>
                  <ins>{now}</ins>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </BlockStack>
  );
}
