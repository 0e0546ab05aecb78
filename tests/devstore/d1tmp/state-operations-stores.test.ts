import { test } from 'vitest'; import * as x from '../../../devstore/state/operations/stores.ts'; test('x',()=>{ console.log(Object.keys(x).length) })
