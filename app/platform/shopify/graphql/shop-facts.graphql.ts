export const SHOP_FACTS = `#graphql
  query ShopFacts {
    shop {
      id
      name
      currencyCode
      ianaTimezone
      plan { publicDisplayName }
      billingAddress { countryCodeV2 }
    }
  }
`;
