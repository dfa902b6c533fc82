import { expect, test } from 'vitest'
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs'

test('of Vitest: what failed, and files that did not load', () => {
  const testResults = [
    {
      name: 'a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'good', failureMessages: [] },
        { status: 'failed', fullName: 'bad', failureMessages: ['\u001b[31mexpected 1\u001b[39m\nto be 2'] },
      ],
    },
    { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    { name: 'c.test.ts', status: 'passed', message: '', assertionResults: [] },
  ]
  expect(failuresOfVitest({ testResults })).toEqual([
    'a.test.ts › bad\n    expected 1\n    to be 2',
    'b.test.ts\n    no such module',
  ])
})

test('of Playwright: however deep, and what belongs to no test', () => {
  const spec = (title: string, ok: boolean, message: string) => ({
    ...{ title, ok, file: 'a.spec.ts', line: 3 },
    tests: [{ results: [{ errors: [{ message }].filter(() => !ok) }] }],
  })
  const suites = [{ specs: [spec('good', true, '')], suites: [{ specs: [spec('bad', false, 'not there')] }] }]
  expect(failuresOfPlaywright({ suites, errors: [{ message: 'no browser' }] })).toEqual([
    'Playwright\n    no browser',
    'a.spec.ts:3 › bad\n    not there',
  ])
})

test('of a long message the beginning', () => {
  const failureMessages = [Array.from({ length: 300 }, (_, line) => `line ${line}`).join('\n')]
  const [text] = failuresOfVitest({
    testResults: [{ name: 'a', assertionResults: [{ status: 'failed', fullName: 'b', failureMessages }] }],
  })
  expect(text).toContain('line 0')
  expect(text!.split('\n').length).toBeLessThan(20)
})
