import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { receiveEvent } from '~/platform/api/report-event.server';

/** Something a customer has done, told by a merchant's other systems: docs/api.md. */
export const action = ({ request }: ActionFunctionArgs) => receiveEvent(request);
export const loader = ({ request }: LoaderFunctionArgs) => receiveEvent(request);
