import { BlockStack, Card, InlineGrid, Page, SkeletonBodyText, SkeletonDisplayText, SkeletonPage } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { TwoColumns } from './two-columns';

export type SkeletonKind = 'home' | 'list' | 'detail';

/** The shape of a page while its data is on the way. */
export function PageSkeleton({ kind, title }: { kind: SkeletonKind; title?: string | undefined }) {
  const { t } = useTranslation();
  const label = t('common.loading');
  if (kind === 'list') {
    return (
      <div role="status" aria-label={label}>
        <Page title={title ?? label} fullWidth>
          <Card>
            <SkeletonBodyText lines={14} />
          </Card>
        </Page>
      </div>
    );
  }
  return (
    <div role="status" aria-label={label}>
      <SkeletonPage {...(title && { title })} primaryAction={kind === 'detail'}>
        {kind === 'home' ? <HomeShape /> : <DetailShape />}
      </SkeletonPage>
    </div>
  );
}

function HomeShape() {
  return (
    <BlockStack gap="400">
      <Card>
        <SkeletonBodyText lines={4} />
      </Card>
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        {[1, 2, 3, 4].map((place) => (
          <Card key={place}>
            <BlockStack gap="400">
              <SkeletonDisplayText size="small" />
              <SkeletonBodyText lines={4} />
            </BlockStack>
          </Card>
        ))}
      </InlineGrid>
    </BlockStack>
  );
}

function DetailShape() {
  return (
    <TwoColumns
      main={
        <>
          <Card>
            <SkeletonBodyText lines={3} />
          </Card>
          <Card>
            <SkeletonBodyText lines={8} />
          </Card>
        </>
      }
      side={
        <Card>
          <SkeletonBodyText lines={8} />
        </Card>
      }
    />
  );
}
