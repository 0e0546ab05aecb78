import { data } from '@remix-run/node';
import { now } from '~/config/clock.server';
import { AppError, ERROR_STATUS } from '~/domain/shared/errors';
import { requireAdmin, type AdminRequest } from './authenticate.server';

export interface AdminPage extends AdminRequest {
  now: Date;
}

/**
 * What a page of the admin does for whoever asks. An expected failure becomes a response of its status that carries
 * the failure's code, for the page to put into words; anything else is a fault.
 */
export async function adminPage<T>(request: Request, work: (page: AdminPage) => Promise<T>): Promise<T> {
  try {
    return await work({ ...(await requireAdmin(request)), now: now() });
  } catch (error) {
    if (error instanceof AppError) throw data({ code: error.code, field: error.field ?? null }, { status: ERROR_STATUS[error.code] });
    throw error;
  }
}

/** An id in a page's address. @throws Response 404 when it cannot be one. */
export function idParam(text: string | undefined): bigint {
  if (!text || !/^-?\d{1,19}$/.test(text) || BigInt.asIntN(64, BigInt(text)) !== BigInt(text)) throw data({ code: 'not_found', field: null }, { status: 404 });
  return BigInt(text);
}

/** A page's search parameters as an object, without empty ones. */
export function searchOf(request: Request): Record<string, string> {
  return Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== ''));
}
