import { Hono } from 'hono';
import { getOrder } from '../../state/read.ts';
import { orderPath } from '../../storefront-links.ts';
import { orderObject } from '../objects/order.ts';
import { notFound, renderPage } from '../page.ts';
import { themeText } from '../theme-texts.ts';
import type { StorefrontEnv } from '../visit.ts';

/** The order status page: for whoever has its address, and for the customer whose order it is. */
export function orderPages(): Hono<StorefrontEnv> {
  const app = new Hono<StorefrontEnv>();
  app.get('/orders/:id/:key', async (c) => {
    const visit = c.get('visit');
    const id = c.req.param('id');
    const order = orderPath(visit.ctx, visit.domain, id) === visit.url.pathname ? await getOrder(visit.ctx.pool, visit.domain, id) : null;
    if (!order) return notFound(c);
    return renderPage(c, {
      template: 'order-status',
      type: 'order_status',
      title: themeText(visit, 'order.title', { name: order.name }),
      objects: {
        order: orderObject(order, visit),
        just_placed: c.req.query('thanks') === '1',
        is_own: order.customerId !== null && order.customerId === visit.customer?.id,
      },
    });
  });
  return app;
}
