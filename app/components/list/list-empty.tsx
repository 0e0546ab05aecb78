import { Box, EmptySearchResult, EmptyState } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

/** Polaris' own drawing for empty lists, kept with the app so that it shows without another server. */
const DRAWING =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='120' height='90' fill='none'%3E%3Crect x='18' y='10' width='84' height='70' rx='10' fill='%23F1F1F1'/%3E%3Ccircle cx='40' cy='34' r='9' fill='%23B5E3D8'/%3E%3Crect x='56' y='28' width='34' height='5' rx='2.5' fill='%23CCCCCC'/%3E%3Crect x='56' y='37' width='22' height='5' rx='2.5' fill='%23E3E3E3'/%3E%3Ccircle cx='40' cy='58' r='9' fill='%23C9DDF9'/%3E%3Crect x='56' y='52' width='30' height='5' rx='2.5' fill='%23CCCCCC'/%3E%3Crect x='56' y='61' width='18' height='5' rx='2.5' fill='%23E3E3E3'/%3E%3C/svg%3E";

/** A list without a row because nothing matches. */
export function NothingMatches() {
  const { t } = useTranslation();
  return (
    <Box padding="1600">
      <EmptySearchResult title={t('lists.noMatchTitle')} description={t('lists.noMatchText')} withIllustration />
    </Box>
  );
}

/** A list without a row because there is nothing yet: says what will fill it, and leads to the next step. */
export function NothingYet({ title, text, action }: { title: string; text: string; action?: { content: string; url: string } }) {
  const { t } = useTranslation();
  return (
    <EmptyState heading={title} action={action ?? { content: t('customers.emptyAction'), url: '/app' }} image={DRAWING}>
      <p>{text}</p>
    </EmptyState>
  );
}
