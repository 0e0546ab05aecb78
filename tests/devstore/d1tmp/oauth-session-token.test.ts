import { test } from 'vitest'; import * as x from '../../../devstore/oauth/session-token.ts'; test('x',()=>{ console.log(Object.keys(x).length) })
