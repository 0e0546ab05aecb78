import { BlockStack, Button, InlineStack } from '@shopify/polaris';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Something to be carried elsewhere as it stands, with a button that copies it. `inline`: both on one line. */
export function CopyableCode({
  text,
  label,
  inline = false,
}: {
  text: string;
  /** Says what is copied, where that is not plain. */ label?: string;
  inline?: boolean;
}) {
  const { t } = useTranslation();
  const [said, setSaid] = useState<'copy' | 'copied' | 'selected'>('copy');
  const code = useRef<HTMLElement>(null);
  // Not every admin lets what is in its frame write to the clipboard.
  const select = () => {
    if (code.current) window.getSelection()?.selectAllChildren(code.current);
    setSaid('selected');
  };
  const copy = () => void navigator.clipboard.writeText(text).then(() => setSaid('copied'), select);
  const parts = (
    <>
      <code ref={code} className="rg-free-text">
        {text}
      </code>
      <Button
        {...(inline && { variant: 'plain' as const })}
        onClick={copy}
        accessibilityLabel={label && t('common.ofWhat', { what: t(`common.${said}`), of: label })}
      >
        {t(`common.${said}`)}
      </Button>
    </>
  );
  return inline ? (
    <InlineStack gap="200" blockAlign="center">
      {parts}
    </InlineStack>
  ) : (
    <BlockStack gap="200" inlineAlign="start">
      {parts}
    </BlockStack>
  );
}
