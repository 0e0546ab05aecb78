import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { receiveFlowAction } from '~/platform/api/flow-action.server';

/** The action of Shopify Flow that reports an event. */
export const action = ({ request }: ActionFunctionArgs) => receiveFlowAction(request);
export const loader = ({ request }: LoaderFunctionArgs) => receiveFlowAction(request);
