import { expect, test } from 'vitest'
import { fullName, loginName, searchTerm } from './robot-name'
import { robotName } from './robot-schema'

test.each([
  ['ci', true],
  ['ci-1.build_2', true],
  ['0', true],
  ['a'.repeat(255), true],
  ['a'.repeat(256), false],
  ['', false],
  ['CI', false],
  ['-ci', false],
  ['ci-', false],
  ['ci--x', false],
  ['ci+x', false],
  ['ci x', false],
  ['ci\n', false],
  ['çi', false],
  ['robot$ci', false],
])('the name %j is legal: %s', (name, legal) => {
  expect(robotName.safeParse(name).success).toBe(legal)
})

test('a long hostile name is refused at once', () => {
  const start = process.cpuUsage()
  expect(robotName.safeParse('a-'.repeat(200_000)).success).toBe(false)
  expect(process.cpuUsage(start).user).toBeLessThan(1_000_000)
})

test('names with and without project', () => {
  expect(loginName('library', 'ci')).toBe('library+ci')
  expect(fullName('robot$', 'library', 'ci')).toBe('robot$library+ci')
  expect(fullName('robot$', null, 'ci')).toBe('robot$ci')
})

test.each([
  [' ci ', 'ci'],
  ['CI', 'ci'],
  ['library+ci', 'ci'],
  ['robot$library+ci', 'ci'],
  ['robot$ci', 'ci'],
  ['other+ci', 'other+ci'],
  ['robot$library+', ''],
  ['bot-library+ci', 'ci'],
  ['robot-ci', 'robot-ci'],
  ['', ''],
])('searching %j in library looks for %j', (text, term) => {
  expect(searchTerm(text, ['robot$', 'bot-'], 'library')).toBe(term)
})
