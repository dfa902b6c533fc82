import { expect, test } from 'vitest'
import { maxDurationDays } from '../robots/expiry'
import {
  changedSettings,
  defaultSettings,
  robotNamePrefix,
  settingsForm,
  typedSettings,
  updateSettingsInput,
} from './settings'

const visible = Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCharCode(0x21 + index))
const refused = [':', '/', '\\', '"', "'", '`']

test.each(visible)('the character %s alone', (character) =>
  expect(robotNamePrefix.safeParse(character).success).toBe(!refused.includes(character)),
)

test.each(['robot$', 'Harbor@', 'bot-', 'a'.repeat(64)])('a prefix may be %j', (prefix) =>
  expect(robotNamePrefix.safeParse(prefix).success).toBe(true),
)

test.each([
  '',
  ' ',
  'robot $',
  ' robot$',
  'robot$\n',
  'robot\t',
  'robot\u00a0',
  'röbot$',
  '\0',
  'ro:bot',
  'a'.repeat(65),
])('no prefix is %j', (prefix) => expect(robotNamePrefix.safeParse(prefix).success).toBe(false))

const typed = typedSettings(defaultSettings)

test('the form gives back what it shows', () => expect(settingsForm.parse(typed)).toEqual(defaultSettings))

test.each([
  ['robotDurationDays', '1', true],
  ['robotDurationDays', ' 365 ', true],
  ['robotDurationDays', String(maxDurationDays), true],
  ['robotDurationDays', String(maxDurationDays + 1), false],
  ['robotDurationDays', '9999999999', false],
  ['robotDurationDays', '0', false],
  ['robotDurationDays', '-1', false],
  ['robotDurationDays', '1.5', false],
  ['robotDurationDays', '1e3', false],
  ['robotDurationDays', '', false],
  ['sessionTimeoutMinutes', '720', true],
  ['sessionTimeoutMinutes', '721', false],
  ['sessionTimeoutMinutes', '0', false],
  ['auditRetentionDays', '', true],
  ['auditRetentionDays', ' 36500 ', true],
  ['auditRetentionDays', '36501', false],
  ['auditRetentionDays', '0', false],
  ['auditRetentionDays', '-1', false],
  ['auditRetentionDays', '1.5', false],
  ['auditRetentionDays', 'never', false],
  ['tokenExpirationMinutes', '1440', true],
  ['tokenExpirationMinutes', '1441', false],
  ['tokenExpirationMinutes', '٣', false],
])('%s %j: %s', (name, value, ok) => expect(settingsForm.safeParse({ ...typed, [name]: value }).success).toBe(ok))

test('an action takes numbers, and only within the same limits', () => {
  expect(updateSettingsInput.safeParse({ changes: { robotDurationDays: 90 } }).success).toBe(true)
  for (const robotDurationDays of [0, -1, 1.5, maxDurationDays + 1, NaN, Infinity, '90', null]) {
    expect(updateSettingsInput.safeParse({ changes: { robotDurationDays } }).success, String(robotDurationDays)).toBe(
      false,
    )
  }
})

test('only what differs counts as changed', () => {
  expect(changedSettings(defaultSettings, defaultSettings)).toEqual({})
  expect(changedSettings(defaultSettings, { robotNamePrefix: 'bot$', robotDurationDays: 30 })).toEqual({
    robotNamePrefix: 'bot$',
  })
})
