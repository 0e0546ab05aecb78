import { redirect, type LoaderFunctionArgs } from '@remix-run/node';

/** Loyalty begins with the programme. What the admin has put into the address stays in it: it says whose shop this is. */
export const loader = ({ request }: LoaderFunctionArgs) => redirect(`/app/loyalty/programme${new URL(request.url).search}`);
