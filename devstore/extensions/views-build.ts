import { z } from 'zod';

/** Whether somebody is building the app's views just now, as they say; `settled`: there is what there is. */
export const viewsBuild = z.strictObject({ state: z.enum(['settled', 'building', 'failed']) });
export type ViewsBuild = z.output<typeof viewsBuild>['state'];
