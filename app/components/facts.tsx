import { Text, Tooltip } from '@shopify/polaris';
import type { ReactNode } from 'react';

export interface Fact {
  label: string;
  value: ReactNode;
  help?: string;
  second?: ReactNode;
}

/** A row of figures, each with its name; wraps where there is no room. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="rg-facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>
            <FactLabel label={fact.label} help={fact.help} />
          </dt>
          <dd style={{ margin: 0 }}>
            <Text as="span" variant="headingMd">
              <span className="rg-number">{fact.value}</span>
            </Text>
            {fact.second ? (
              <Text as="p" tone="subdued" variant="bodySm">
                {fact.second}
              </Text>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A figure's name; with an explanation, one that can be reached by pointer and keyboard. */
export function FactLabel({ label, help }: { label: string; help?: string | undefined }) {
  const text = (
    <Text as="span" tone="subdued" variant="bodySm">
      {label}
    </Text>
  );
  if (!help) return text;
  return (
    <Tooltip content={help} hasUnderline width="wide">
      {text}
    </Tooltip>
  );
}
