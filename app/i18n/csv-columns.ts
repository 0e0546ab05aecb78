import type { TFunction } from 'i18next';
import type { ProductColumn, ProductRow } from '~/domain/catalog/model';
import type { CustomerColumn, CustomerRow } from '~/domain/customers/model';
import type { Field, RowError } from '~/domain/file-imports/model';
import type { MemberColumn, MemberRow } from '~/domain/loyalty/members/model';
import type { OrderColumn, OrderRow } from '~/domain/orders/model';
import { moneyText } from '~/domain/shared/money';

type Cell = string | number | bigint | Date | null;
interface Column<Row> {
  heading: string;
  cell: (row: Row) => Cell;
}

/** A column of a list's file: always there, or with the list's column `of`. */
type ListColumn<Row, Of> = Column<Row> & { of?: Of };

/** What of a list's columns belongs in the file; all of it when nobody has chosen. */
function chosenOf<Row, Of>(columns: ListColumn<Row, Of>[], chosen: readonly Of[] | null): Column<Row>[] {
  return columns.filter(({ of }) => of === undefined || !chosen || chosen.includes(of));
}

/** The columns of the file of customers. Amounts are decimals of the shop's currency, times are UTC. */
export function customerColumns(t: TFunction, currency: string, chosen: readonly CustomerColumn[] | null): Column<CustomerRow>[] {
  const columns: ListColumn<CustomerRow, CustomerColumn>[] = [
    { heading: t('csv.id'), cell: (row) => row.id },
    { heading: t('csv.name'), cell: (row) => row.contact.name },
    { heading: t('csv.email'), cell: (row) => row.contact.email },
    { heading: t('csv.phone'), cell: (row) => row.contact.phone },
    { of: 'orders', heading: t('csv.orders'), cell: (row) => row.ordersCount },
    { of: 'spent', heading: t('csv.spent', { currency }), cell: (row) => moneyText(row.spentNet, currency) },
    { of: 'lastOrder', heading: t('csv.lastOrder'), cell: (row) => row.lastOrderAt },
    { of: 'joined', heading: t('csv.joined'), cell: (row) => row.joinedAt },
    { of: 'consent', heading: t('csv.emailMarketing'), cell: (row) => row.emailConsent },
    { of: 'consent', heading: t('csv.smsMarketing'), cell: (row) => row.smsConsent },
    { of: 'tags', heading: t('csv.tags'), cell: (row) => row.tags.join(', ') },
    { of: 'country', heading: t('csv.country'), cell: (row) => row.countryCode },
    { of: 'status', heading: t('csv.status'), cell: (row) => row.status },
  ];
  return chosenOf(columns, chosen);
}

/** The columns of the file of orders. */
export function orderColumns(t: TFunction, currency: string, chosen: readonly OrderColumn[] | null): Column<OrderRow>[] {
  const columns: ListColumn<OrderRow, OrderColumn>[] = [
    { heading: t('csv.id'), cell: (row) => row.id },
    { heading: t('csv.order'), cell: (row) => row.name },
    { of: 'placed', heading: t('csv.placed'), cell: (row) => row.occurredAt },
    { of: 'customer', heading: t('csv.customer'), cell: (row) => row.customerId },
    { of: 'total', heading: t('csv.total', { currency }), cell: (row) => moneyText(row.total, currency) },
    { of: 'total', heading: t('csv.refunded', { currency }), cell: (row) => moneyText(row.refundedTotal, currency) },
    { of: 'payment', heading: t('csv.payment'), cell: (row) => row.financialStatus },
    { of: 'fulfillment', heading: t('csv.fulfillment'), cell: (row) => row.fulfillmentStatus },
    { of: 'items', heading: t('csv.items'), cell: (row) => row.units },
    { of: 'channel', heading: t('csv.channel'), cell: (row) => row.source },
    { heading: t('csv.test'), cell: (row) => (row.test ? '1' : '') },
    { heading: t('csv.cancelled'), cell: (row) => row.cancelledAt },
  ];
  return chosenOf(columns, chosen);
}

/** The columns of the file of products. */
export function productColumns(t: TFunction, currency: string, chosen: readonly ProductColumn[] | null): Column<ProductRow>[] {
  const columns: ListColumn<ProductRow, ProductColumn>[] = [
    { heading: t('csv.id'), cell: (row) => row.id },
    { heading: t('csv.product'), cell: (row) => row.title },
    { of: 'vendor', heading: t('csv.vendor'), cell: (row) => row.vendor },
    { of: 'type', heading: t('csv.type'), cell: (row) => row.productType },
    { of: 'status', heading: t('csv.status'), cell: (row) => row.status },
    { of: 'price', heading: t('csv.price', { currency }), cell: (row) => (row.priceMin === null ? null : moneyText(row.priceMin, currency)) },
    { of: 'inventory', heading: t('csv.stock'), cell: (row) => row.inventory },
    { of: 'sold', heading: t('csv.sold'), cell: (row) => row.units },
    { of: 'revenue', heading: t('csv.revenue', { currency }), cell: (row) => moneyText(row.revenue, currency) },
    { of: 'lastSold', heading: t('csv.lastSold'), cell: (row) => row.lastAt },
  ];
  return chosenOf(columns, chosen);
}

/** The columns of the file of members. Times are UTC; a pin without an end has its year 9999. */
export function memberColumns(t: TFunction, nameOf: (tier: string) => string, chosen: readonly MemberColumn[] | null): Column<MemberRow>[] {
  const columns: ListColumn<MemberRow, MemberColumn>[] = [
    { heading: t('csv.id'), cell: (row) => row.id },
    { heading: t('csv.name'), cell: (row) => row.contact.name },
    { heading: t('csv.email'), cell: (row) => row.contact.email },
    { heading: t('csv.phone'), cell: (row) => row.contact.phone },
    { of: 'tier', heading: t('csv.tier'), cell: (row) => (row.tier === null ? null : nameOf(row.tier)) },
    { of: 'tier', heading: t('csv.pinnedUntil'), cell: (row) => row.pinnedUntil },
    { of: 'available', heading: t('csv.available'), cell: (row) => row.available },
    { of: 'pending', heading: t('csv.pending'), cell: (row) => row.pending },
    { of: 'owed', heading: t('csv.owed'), cell: (row) => row.owed },
    { of: 'earned', heading: t('csv.earned'), cell: (row) => row.earned },
    { of: 'ending', heading: t('csv.endsAt'), cell: (row) => row.endsAt },
    { of: 'ending', heading: t('csv.endsPoints'), cell: (row) => row.endsPoints },
    { of: 'active', heading: t('csv.lastActive'), cell: (row) => row.lastActiveAt },
    { of: 'joined', heading: t('csv.memberSince'), cell: (row) => row.joinedAt },
  ];
  return chosenOf(columns, chosen);
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
