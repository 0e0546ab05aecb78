import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProductColumn, ProductRow } from '~/domain/catalog/model';
import { useFormat } from '~/i18n/setting';
import { ProductStatus } from './product-status';

/** One column's value for one product. */
export function ProductCell({ column, row }: { column: ProductColumn; row: ProductRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const price = usePriceText()(row);
  const blank = t('common.notAvailable');
  switch (column) {
    case 'status':
      return <ProductStatus status={row.status} />;
    case 'sold':
      return <Numeric text={format.number(row.units)} />;
    case 'revenue':
      return <Numeric text={format.money(row.revenue)} />;
    case 'lastSold':
      return <Text as="span">{row.lastAt ? format.date(row.lastAt) : t('products.neverSold')}</Text>;
    case 'price':
      return <Numeric text={price} />;
    case 'inventory':
      return <Numeric text={row.inventory === null ? blank : format.number(row.inventory)} />;
    case 'vendor':
      return <bdi>{row.vendor || blank}</bdi>;
    case 'type':
      return <bdi>{row.productType || blank}</bdi>;
  }
}

/** `€10.00`, or `€10.00 – €14.00` where the variants differ. */
function usePriceText() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ priceMin, priceMax }: ProductRow) => {
    if (priceMin === null || priceMax === null) return t('common.notAvailable');
    return priceMin === priceMax ? format.money(priceMin) : t('products.priceRange', { from: format.money(priceMin), to: format.money(priceMax) });
  };
}

function Numeric({ text }: { text: string }) {
  return (
    <Text as="span" alignment="end" numeric>
      {text}
    </Text>
  );
}
