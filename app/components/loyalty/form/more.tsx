import { BlockStack, Button, Collapsible } from '@shopify/polaris';
import { useId, useState, type ReactNode } from 'react';

/** Settings that most shops leave as they are, out of the way until asked for. */
export function More({ label, children }: { label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <BlockStack gap="300">
      <div>
        <Button variant="plain" disclosure={open ? 'up' : 'down'} ariaExpanded={open} ariaControls={id} onClick={() => setOpen(!open)}>
          {label}
        </Button>
      </div>
      <Collapsible id={id} open={open}>
        <BlockStack gap="400">{children}</BlockStack>
      </Collapsible>
    </BlockStack>
  );
}
