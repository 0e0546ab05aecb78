import { test } from 'vitest'; import * as x from '../../../devstore/webhooks/faults.ts'; test('x',()=>{ console.log(Object.keys(x).length) })
