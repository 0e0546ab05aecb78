import { test } from 'vitest'; import * as x from '../../../devstore/api/throttle.ts'; test('x',()=>{ console.log(Object.keys(x).length) })
