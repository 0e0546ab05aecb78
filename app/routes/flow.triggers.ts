import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { receiveFlowUse } from '~/platform/api/flow-use.server';

/** Shopify Flow: says which of our triggers are used. */
export const action = ({ request }: ActionFunctionArgs) => receiveFlowUse(request);
export const loader = ({ request }: LoaderFunctionArgs) => receiveFlowUse(request);
