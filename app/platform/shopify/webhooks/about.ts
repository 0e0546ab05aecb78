import { z } from 'zod';
import { parseExactJson } from '../mapping/exact-json';
import { bothIds, gidText, restId } from '../mapping/rest-fields';

const record = z.object(bothIds);
const ofOrder = z.object({ order_id: restId });
const ofCustomer = z.object({ customer_id: restId });
const ofCustomerGid = z.object({ customerId: gidText });
const ofPerson = z.object({ customer: z.object({ id: restId }) });

/**
 * What a delivery is about, `order/123` or `customer/123` or `product/123`, as far as its body still says so: it may be one
 * that nothing else can be read from. `null` where it does not.
 */
export function aboutOf(topic: string, bytes: Buffer): string | null {
  const body = jsonOf(bytes);
  const order = ofOrder.safeParse(body).data?.order_id;
  if (order) return `order/${order}`;
  const person = ofCustomer.safeParse(body).data?.customer_id ?? ofCustomerGid.safeParse(body).data?.customerId;
  if (person) return `customer/${person}`;
  const kind = /^(order|customer|product)s?\//.exec(topic)?.[1];
  const named = record.safeParse(body).data;
  const id = named?.admin_graphql_api_id ?? named?.id;
  if (kind && id) return `${kind}/${id}`;
  const customer = ofPerson.safeParse(body).data?.customer.id;
  return customer ? `customer/${customer}` : null;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return parseExactJson(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
