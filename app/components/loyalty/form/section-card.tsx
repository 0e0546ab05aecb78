import { BlockStack, Card, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

/** A part of the form: what it is about, and its fields. */
export function SectionCard({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {text ? (
            <Text as="p" tone="subdued">
              {text}
            </Text>
          ) : null}
        </BlockStack>
        {children}
      </BlockStack>
    </Card>
  );
}
