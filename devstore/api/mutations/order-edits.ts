import type { Order } from '../../state/model.ts';
import type { Id } from '../../state/model/values.ts';
import { nextId } from '../../state/ids.ts';
import { findVariant } from '../../state/read.ts';
import { listConnection } from '../connection.ts';
import type { Api } from '../api.ts';
import { UserError } from '../errors.ts';
import { gid } from '../gid.ts';
import { moneyBag } from '../money.ts';
import type { PageArgs } from '../page-args.ts';
import { OrderObject } from '../types/order.ts';
import { idIn, mutation } from './payload.ts';

interface Added {
  id: Id;
  variantId: Id;
  quantity: number;
  title: string;
  variantTitle: string;
  sku: string | null;
  price: number;
}
interface Session {
  id: Id;
  domain: string;
  order: Order;
  quantities: Map<Id, number>;
  added: Added[];
}

/** Edits that were begun and neither committed nor left behind by a restart. Shopify forgets them too, after a while. */
const sessions = new Map<Id, Session>();
const sessionsMax = 1000;

const lineObject = (
  session: Session,
  line: { id: Id; title: string; variantTitle: string | null; sku: string | null; price: number },
  quantity: number,
  before: number,
) => ({
  __typename: 'CalculatedLineItem',
  id: gid('CalculatedLineItem', line.id),
  title: line.title,
  variantTitle: line.variantTitle,
  sku: line.sku,
  quantity,
  editableQuantity: quantity,
  editableQuantityBeforeChanges: before,
  restocking: false,
  restockable: true,
  hasStagedLineItemDiscount: false,
  originalUnitPriceSet: moneyBag(line.price, session.order),
});
const kept = (session: Session) =>
  session.order.lines.map((line) =>
    lineObject(session, { ...line, price: line.unitPrice }, session.quantities.get(line.id) ?? line.currentQuantity, line.currentQuantity),
  );
const added = (session: Session) => session.added.map((line) => lineObject(session, line, line.quantity, 0));

const calculated = (session: Session, api: Api) => ({
  __typename: 'CalculatedOrder',
  id: gid('CalculatedOrder', session.id),
  committed: false,
  originalOrder: () => new OrderObject(session.order, api),
  notificationPreviewTitle: `Order ${session.order.name} was edited`,
  lineItems: (args: PageArgs) => listConnection(api, [...kept(session), ...added(session)], args, (line) => line),
  addedLineItems: (args: PageArgs) => listConnection(api, added(session), args, (line) => line),
});
const staged = (session: Session, api: Api, lineId: Id) => ({
  calculatedOrder: calculated(session, api),
  orderEditSession: { __typename: 'OrderEditSession', id: gid('OrderEditSession', session.id) },
  calculatedLineItem: [...kept(session), ...added(session)].find((line) => line.id === gid('CalculatedLineItem', lineId)) ?? null,
});
function sessionOf(api: Api, text: string): Session {
  const session = sessions.get(idIn(text, ['id'], 'CalculatedOrder', 'OrderEditSession'));
  if (!session || session.domain !== api.domain) throw new UserError(['id'], 'The calculated order does not exist');
  return session;
}
const nothing = { calculatedOrder: null, calculatedLineItem: null, orderEditSession: null };

const orderEditBegin = mutation({ empty: { calculatedOrder: null, orderEditSession: null } }, async ({ id }: { id: string }, api) => {
  const order = await api.loaders.order.get(idIn(id, ['id'], 'Order'));
  if (!order) throw new UserError(['id'], 'The order does not exist');
  if (order.cancelledAt) throw new UserError(['id'], "Canceled orders can't be edited");
  if (sessions.size >= sessionsMax) sessions.delete(sessions.keys().next().value ?? '');
  const session: Session = { id: await nextId(api.ctx.pool), domain: api.domain, order, quantities: new Map(), added: [] };
  sessions.set(session.id, session);
  return { calculatedOrder: calculated(session, api), orderEditSession: { __typename: 'OrderEditSession', id: gid('OrderEditSession', session.id) } };
});

const orderEditSetQuantity = mutation({ empty: nothing }, (args: { id: string; lineItemId: string; quantity: number }, api) => {
  const session = sessionOf(api, args.id);
  const lineId = idIn(args.lineItemId, ['lineItemId'], 'CalculatedLineItem', 'LineItem');
  const fresh = session.added.find((line) => line.id === lineId);
  if (args.quantity < 0) throw new UserError(['quantity'], 'Quantity must be greater than or equal to 0');
  if (fresh) fresh.quantity = args.quantity;
  else if (session.order.lines.some((line) => line.id === lineId)) session.quantities.set(lineId, args.quantity);
  else throw new UserError(['lineItemId'], 'The line item does not exist');
  return Promise.resolve(staged(session, api, lineId));
});

const orderEditAddVariant = mutation({ empty: nothing }, async (args: { id: string; variantId: string; quantity: number }, api) => {
  const session = sessionOf(api, args.id);
  const found = await findVariant(api.db, api.domain, idIn(args.variantId, ['variantId'], 'ProductVariant'));
  if (!found) throw new UserError(['variantId'], 'The variant does not exist');
  if (args.quantity <= 0) throw new UserError(['quantity'], 'Quantity must be greater than 0');
  const id = await nextId(api.ctx.pool);
  session.added.push({
    id,
    variantId: found.variant.id,
    quantity: args.quantity,
    title: found.product.title,
    variantTitle: found.variant.title,
    sku: found.variant.sku,
    price: found.variant.price,
  });
  return staged(session, api, id);
});

const orderEditCommit = mutation({ empty: { order: null, successMessages: null } }, async (args: { id: string; staffNote?: string | null }, api) => {
  const session = sessionOf(api, args.id);
  const order = await api.ctx.operations(api.domain).editOrder(session.order.id, {
    quantities: [...session.quantities].map(([lineId, quantity]) => ({ lineId, quantity })),
    add: session.added.filter((line) => line.quantity > 0).map(({ variantId, quantity }) => ({ variantId, quantity })),
    note: args.staffNote ?? null,
  });
  sessions.delete(session.id);
  return { order: new OrderObject(order, api), successMessages: ['Order updated'] };
});

export const orderEditMutations = { orderEditBegin, orderEditSetQuantity, orderEditAddVariant, orderEditCommit };
