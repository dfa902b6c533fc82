import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { createTranslator } from 'next-intl'
import { describe, expect, test } from 'vitest'
import { formats } from './formats'
import { locales } from './locales'
import de from './messages/de.json'
import en from './messages/en.json'
import fr from './messages/fr.json'
import zhCN from './messages/zh-CN.json'

type Tree = { [key: string]: string | Tree }
const trees = { en, de, 'zh-CN': zhCN, fr } satisfies Record<(typeof locales)[number], Tree>
const english = flat(en)
const others = locales.filter((locale) => locale !== 'en')

test.each(others)('%s has exactly the keys of English', (locale) => {
  expect(Object.keys(flat(trees[locale])).sort()).toEqual(Object.keys(english).sort())
})

test.each(others)('%s asks in every message for what English asks for', (locale) => {
  const messages = flat(trees[locale])
  for (const [key, message] of Object.entries(english)) {
    expect(argumentsOf(messages[key] ?? ''), key).toEqual(argumentsOf(message))
  }
})

describe.each(locales)('%s', (locale) => {
  const messages = Object.entries(flat(trees[locale]))

  test('has no empty message, and none with blanks around it', () => {
    expect(messages.filter(([, message]) => message === '' || message !== message.trim())).toEqual([])
  })

  test('says every message, whatever the numbers', () => {
    const onError = (error: Error) => {
      throw error
    }
    const t = createTranslator({ locale, messages: trees[locale] as Tree, formats, timeZone: 'UTC', onError }) as {
      markup: (key: string, values: Values) => string
    }
    for (const [key, message] of messages) {
      for (const number of [0, 1, 2, 5, 1_000_000]) {
        expect(t.markup(key, sample(message, number)), key).not.toMatch(/[{}]|undefined|NaN|\bplural\b/)
      }
    }
  })

  test('names each form of a plural that its language has, and none that it lacks', () => {
    const known = new Intl.PluralRules(locale).resolvedOptions().pluralCategories as string[]
    // Whole millions have a form of their own in French ("un million de…"), which our counts never need.
    const needed = known.filter((category) => category !== 'many')
    for (const [key, message] of messages) {
      for (const options of pluralsOf(parse(message))) {
        const named = options.filter((option) => !option.startsWith('='))
        expect(
          named.filter((option) => !known.includes(option)),
          key,
        ).toEqual([])
        expect(
          needed.filter((category) => !named.includes(category)),
          key,
        ).toEqual([])
      }
    }
  })
})

type Values = Record<string, number | string | ((chunks: string) => string)>

/** A value for each argument of the message, all numbers being this one. */
function sample(message: string, number: number): Values {
  const values: Values = {}
  walk(parse(message), (element) => {
    if (element.type === TYPE.tag) values[element.value] = (chunks) => chunks
    else if (element.type === TYPE.plural || element.type === TYPE.number) values[element.value] = number
    else if (element.type === TYPE.select) values[element.value] = Object.keys(element.options)[0] ?? ''
    else if (element.type === TYPE.argument) values[element.value] ??= 'x'
  })
  return values
}

/** What a message takes: a plain placeholder may stand where another language counts, but not be missing. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>()
  walk(parse(message), (element) => {
    if (element.type === TYPE.tag) found.add(`<${element.value}>`)
    else if (element.type === TYPE.select) found.add(`${element.value}: ${Object.keys(element.options).sort()}`)
    else if (element.type !== TYPE.literal && element.type !== TYPE.pound) found.add(element.value)
  })
  return [...found].sort()
}

function pluralsOf(elements: MessageFormatElement[]): string[][] {
  const found: string[][] = []
  walk(elements, (element) => element.type === TYPE.plural && found.push(Object.keys(element.options)))
  return found
}

function walk(elements: MessageFormatElement[], visit: (element: MessageFormatElement) => unknown): void {
  for (const element of elements) {
    visit(element)
    if (element.type === TYPE.tag) walk(element.children, visit)
    if (element.type !== TYPE.plural && element.type !== TYPE.select) continue
    for (const option of Object.values(element.options)) walk(option.value, visit)
  }
}

/** The messages by their whole keys ("robots.title"). */
function flat(tree: Tree, path = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value]] : Object.entries(flat(value, `${path}${key}.`)),
    ),
  )
}
