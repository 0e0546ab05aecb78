import { BlockStack, InlineGrid } from '@shopify/polaris';
import type { ReactNode } from 'react';

/**
 * What a page is about, and beside it what belongs to it. A grid and not Polaris' `Layout`: there the first column takes the whole
 * width until the second has arrived, and everything in it jumps on a slow connection.
 */
export function TwoColumns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <InlineGrid columns={{ xs: 1, md: ['twoThirds', 'oneThird'] }} gap="400">
      <BlockStack gap="400">{main}</BlockStack>
      <BlockStack gap="400">{side}</BlockStack>
    </InlineGrid>
  );
}
