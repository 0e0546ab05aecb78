import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { receiveFlowAward } from '~/platform/api/flow-award.server';

/** Shopify Flow: gives points. */
export const action = ({ request }: ActionFunctionArgs) => receiveFlowAward(request);
export const loader = ({ request }: LoaderFunctionArgs) => receiveFlowAward(request);
