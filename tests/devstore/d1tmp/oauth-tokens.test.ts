import { test } from 'vitest'; import * as x from '../../../devstore/oauth/tokens.ts'; test('x',()=>{ console.log(Object.keys(x).length) })
