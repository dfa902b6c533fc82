import { expect, test } from 'vitest'
import { parseTraceparent } from './traceparent'

const [trace, span] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']

test.each([
  [`00-${trace}-${span}-01`, 1],
  [`00-${trace}-${span}-00`, 0],
  [`00-${trace}-${span}-03`, 1],
  [`cc-${trace}-${span}-01-of-a-later-version`, 1],
])('%s', (header, traceFlags) =>
  expect(parseTraceparent(header)).toEqual({ traceId: trace, spanId: span, traceFlags, isRemote: true }),
)

test.each([
  undefined,
  '',
  `ff-${trace}-${span}-01`,
  `00-${trace}-${span}-01-more`,
  `00-${trace.toUpperCase()}-${span}-01`,
  `00-${'0'.repeat(32)}-${span}-01`,
  `00-${trace}-${'0'.repeat(16)}-01`,
  `00-${trace}-${span}`,
  `cc-${trace}-${span}-01-${'x'.repeat(600)}`,
])('%s says nothing', (header) => expect(parseTraceparent(header)).toBeNull())
