import { describe, expect, test } from 'vitest'
import { localeNames, locales, parseLocale } from './locales'

describe('the language of a request', () => {
  test('is the chosen one, whatever the browser prefers', () => {
    for (const locale of locales) expect(parseLocale(locale, 'fr;q=0.9, de')).toBe(locale)
  })

  test.each([
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr-CA', 'fr'],
    ['zh-Hans-CN', 'zh-CN'],
    ['ZH', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    // What a browser that is set to Traditional Chinese alone sends: `zh` is its own addition.
    ['zh-TW,zh;q=0.9,en;q=0.8', 'en'],
    ['zh-HK,zh;q=0.9,fr;q=0.8', 'fr'],
    ['zh-Hant-TW,zh-Hant;q=0.9,zh;q=0.8', 'en'],
    ['zh-TW,zh-CN;q=0.9,en;q=0.8', 'zh-CN'],
    ['zh,zh-TW;q=0.9', 'zh-CN'],
    ['zh-TW,de;q=0.8', 'de'],
    ['zh-Hant', 'en'],
    ['zh-HK,zh-Hant;q=0.9,fr;q=0.5', 'fr'],
    ['ja,fr;q=0.3,de;q=0.7', 'de'],
    ['de;q=0,en-GB;q=0.5', 'en'],
    ['de ; q=0.2 , fr ; q=0.4', 'fr'],
    ['ja, *', 'en'],
    ['de;q=x', 'en'],
    ['', 'en'],
    [';;,,-', 'en'],
    [null, 'en'],
    [undefined, 'en'],
  ])('follows Accept-Language %j: %s', (header, expected) => {
    expect(parseLocale(undefined, header)).toBe(expected)
  })

  test('follows the browser where the cookie holds no language of ours', () => {
    for (const cookie of ['', 'xx', 'DE', '../../en', '__proto__', 'constructor']) {
      expect(parseLocale(cookie, 'de')).toBe('de')
    }
  })
})

test('every language is named in itself', () => {
  expect(Object.values(localeNames)).toEqual(['English', 'Deutsch', '简体中文', 'Français'])
})
