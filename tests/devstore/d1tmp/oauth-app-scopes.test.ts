import { test } from 'vitest'; import * as x from '../../../devstore/oauth/app-scopes.ts'; test('x',()=>{ console.log(Object.keys(x).length) })
