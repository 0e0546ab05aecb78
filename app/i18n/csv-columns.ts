import type { TFunction } from 'i18next';
import type { ProductRow } from '~/domain/catalog/model';
import type { CustomerRow } from '~/domain/customers/model';
import type { Field, RowError } from '~/domain/file-imports/model';
import type { OrderRow } from '~/domain/orders/model';
import { moneyText } from '~/domain/shared/money';

type Cell = string | number | bigint | Date | null;
interface Column<Row> {
  heading: string;
  cell: (row: Row) => Cell;
}

/** The columns of the file of customers. Amounts are decimals of the shop's currency, times are UTC. */
export function customerColumns(t: TFunction, currency: string): Column<CustomerRow>[] {
  return [
    { heading: t('csv.id'), cell: (row) => row.id },
    { heading: t('csv.name'), cell: (row) => row.contact.name },
    { heading: t('csv.email'), cell: (row) => row.contact.email },
    { heading: t('csv.phone'), cell: (row) => row.contact.phone },
    { heading: t('csv.orders'), cell: (row) => row.ordersCount },
    { heading: t('csv.spent', { currency }), cell: (row) => moneyText(row.spentNet, currency) },
    { heading: t('csv.lastOrder'), cell: (row) => row.lastOrderAt },
    { heading: t('csv.joined'), cell: (row) => row.joinedAt },
    { heading: t('csv.emailMarketing'), cell: (row) => row.emailConsent },
    { heading: t('csv.smsMarketing'), cell: (row) => row.smsConsent },
    { heading: t('csv.tags'), cell: (row) => row.tags.join(', ') },
    { heading: t('csv.country'), cell: (row) => row.countryCode },
    { heading: t('csv.status'), cell: (row) => row.status },
  ];
}

export function orderColumns(t: TFunction, currency: string): Column<OrderRow>[] {
  return [
    { heading: t('csv.id'), cell: (row) => row.id },
    { heading: t('csv.order'), cell: (row) => row.name },
    { heading: t('csv.placed'), cell: (row) => row.occurredAt },
    { heading: t('csv.customer'), cell: (row) => row.customerId },
    { heading: t('csv.total', { currency }), cell: (row) => moneyText(row.total, currency) },
    { heading: t('csv.refunded', { currency }), cell: (row) => moneyText(row.refundedTotal, currency) },
    { heading: t('csv.payment'), cell: (row) => row.financialStatus },
    { heading: t('csv.fulfillment'), cell: (row) => row.fulfillmentStatus },
    { heading: t('csv.channel'), cell: (row) => row.source },
    { heading: t('csv.test'), cell: (row) => (row.test ? '1' : '') },
    { heading: t('csv.cancelled'), cell: (row) => row.cancelledAt },
  ];
}

export function productColumns(t: TFunction, currency: string): Column<ProductRow>[] {
  return [
    { heading: t('csv.id'), cell: (row) => row.id },
    { heading: t('csv.product'), cell: (row) => row.title },
    { heading: t('csv.vendor'), cell: (row) => row.vendor },
    { heading: t('csv.type'), cell: (row) => row.productType },
    { heading: t('csv.status'), cell: (row) => row.status },
    { heading: t('csv.price', { currency }), cell: (row) => (row.priceMin === null ? null : moneyText(row.priceMin, currency)) },
    { heading: t('csv.stock'), cell: (row) => row.inventory },
    { heading: t('csv.sold'), cell: (row) => row.units },
    { heading: t('csv.revenue', { currency }), cell: (row) => moneyText(row.revenue, currency) },
  ];
}

/** The columns of the file of errors: where, what stood there (its kind, never itself), and why it could not be taken. */
export function errorColumns(t: TFunction, fields: readonly (Field | null)[]): Column<RowError>[] {
  const columnName = ({ column }: RowError) => {
    const field = column === null ? null : fields[column];
    return field ? t(`fileImport.fields.${field}`) : '';
  };
  return [
    { heading: t('fileImport.errors.line'), cell: (row) => row.line },
    { heading: t('fileImport.errors.columnNumber'), cell: (row) => (row.column === null ? null : row.column + 1) },
    { heading: t('fileImport.errors.column'), cell: columnName },
    { heading: t('fileImport.errors.value'), cell: (row) => t(`fileImport.valueClasses.${row.valueClass}`) },
    { heading: t('fileImport.errors.reason'), cell: (row) => t(`fileImport.reasons.${row.reason}`) },
  ];
}
