import { Text } from '@shopify/polaris';

export interface NamedFact {
  label: string;
  value: string;
  help?: string;
}

/** Names and values, one below the other. */
export function FactsList({ facts }: { facts: NamedFact[] }) {
  return (
    <dl className="rg-fact-list">
      {facts.map((fact) => (
        <div key={fact.label} className="rg-fact">
          <dt>
            <Text as="span" tone="subdued">
              {fact.label}
            </Text>
          </dt>
          <dd className="rg-free-text">
            {fact.value}
            {fact.help ? (
              <Text as="p" tone="subdued" variant="bodySm">
                {fact.help}
              </Text>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
