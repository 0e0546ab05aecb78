import { test } from 'vitest'; import * as x from '../../../devstore/control/reading.ts'; test('x',()=>{ console.log(Object.keys(x).length) })
