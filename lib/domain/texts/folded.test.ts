import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { folded } from './folded'

test.each([
  ['Émile Zola', 'ÉMILE'],
  ['Émile Zola', 'émile'],
  ['E\u0301mile', 'Émile'],
  ['Über', 'über'],
  ['Петров', 'ПЕТРОВ'],
  ['İstanbul', 'istanbul'],
  ['İstanbul', 'İSTANBUL'],
  ['ISPARTA', 'ısparta'],
  ['Straße', 'STRASSE'],
  ['STRASSE', 'straße'],
  ['GROẞ', 'gross'],
  ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
  ['Οδυσσεύς', 'ΟΔΥΣΣΕΎΣ'],
  ['ＣＩ２', 'ci2'],
  ['ﬁnal', 'FINAL'],
  ['robot$Library+CI', 'ROBOT$library+ci'],
])('%s holds %s', (text, part) => {
  expect(folded(text)).toContain(folded(part))
})

test.each([
  ['Emile', 'É'],
  ['Müller', 'mull'],
  ['かんじ', 'がんじ'],
])('%s does not hold %s', (text, part) => {
  expect(folded(text)).not.toContain(folded(part))
})

const cases: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase().toLowerCase(),
  (text) => text.toLocaleUpperCase('tr'),
  (text) => text.toLocaleLowerCase('tr'),
  (text) => text.toLocaleLowerCase('lt'),
]

const hasNoCase = /[\p{Cn}\p{Co}\p{Cs}\p{Ideographic}\p{Script=Hangul}]/u

test('every character folds alike in every case, and a second time to itself', () => {
  const wrong: string[] = []
  for (let code = 0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code)
    if (hasNoCase.test(character)) continue
    const alike = [...cases.map((inCase) => inCase(character)), folded(character), character.normalize('NFD')]
    if (alike.some((each) => folded(each) !== folded(character))) wrong.push(character)
  }
  expect(wrong).toEqual([])
})

test('any part of a text is found, in any case', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(text, text, text, fc.constantFrom(...cases), (before, part, after, inCase) => {
      expect(folded(before + part + after)).toContain(folded(inCase(part)))
    }),
  )
})
