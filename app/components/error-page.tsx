import { Banner, BlockStack, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

export type ErrorKind = 'fault' | 'notFound' | 'forbidden' | 'unavailable' | 'network';

/** What to do about an error, instead of the page. */
export function ErrorPage({ kind, time, onRetry }: { kind: ErrorKind; time: string; onRetry: () => void }) {
  const { t } = useTranslation();
  const texts = {
    fault: { title: t('errors.title'), text: t('errors.fault', { time }) },
    notFound: { title: t('errors.notFoundTitle'), text: t('errors.notFound') },
    forbidden: { title: t('errors.forbiddenTitle'), text: t('errors.forbidden') },
    unavailable: { title: t('errors.unavailableTitle'), text: t('errors.unavailable') },
    network: { title: t('errors.networkTitle'), text: t('errors.network') },
  };
  const { title, text } = texts[kind];
  const home = { content: t('errors.backHome'), url: '/app' };
  const retry = { content: t('common.retry'), onAction: onRetry };
  return (
    <main>
      <Page title={title} narrowWidth>
        <Banner
          tone={kind === 'notFound' ? 'info' : 'critical'}
          action={kind === 'notFound' ? home : retry}
          {...(kind !== 'notFound' && { secondaryAction: home })}
        >
          <BlockStack gap="200">
            <Text as="p">{text}</Text>
          </BlockStack>
        </Banner>
      </Page>
    </main>
  );
}
