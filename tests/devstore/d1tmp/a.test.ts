import { test } from 'vitest'; import { controlRoutes } from '../../../devstore/control/routes.ts'; test('x',()=>{ console.log(typeof controlRoutes) })
