import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js'
import type { Messages } from './messages'

const accents: Record<string, string> = {
  a: 'áà',
  e: 'éê',
  i: 'íî',
  o: 'óö',
  u: 'úü',
  y: 'ýÿ',
  A: 'ÁÀ',
  E: 'ÉÊ',
  I: 'ÍÎ',
  O: 'ÓÖ',
  U: 'ÚÜ',
}

/**
 * A language that nobody speaks, made of the English one: every word accented and lengthened, as the longest of real
 * languages do it, by 40 %. What stays as it was in a page of it is no message.
 */
export function pseudo(messages: Messages): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [
      key,
      typeof value === 'string' ? lengthened(value) : pseudo(value),
    ]),
  )
}

function lengthened(message: string): string {
  return printAST(parse(message, { ignoreTag: false }).map(inPseudo))
}

function inPseudo(element: MessageFormatElement): MessageFormatElement {
  if (element.type === TYPE.literal) return { ...element, value: element.value.replace(/\p{L}+/gu, longer) }
  if (element.type === TYPE.tag) return { ...element, children: element.children.map(inPseudo) }
  if (element.type !== TYPE.plural && element.type !== TYPE.select) return element
  const options = Object.entries(element.options).map(([name, { value, ...rest }]) => [
    name,
    { ...rest, value: value.map(inPseudo) },
  ])
  return { ...element, options: Object.fromEntries(options) } as MessageFormatElement
}

/** Every vowel twice, and what that leaves out of the 40 % at the end of the word. */
function longer(word: string): string {
  const doubled = word.replace(/[aeiouyAEIOU]/g, (vowel) => accents[vowel]!)
  return doubled + 'ñ'.repeat(Math.max(0, Math.ceil(word.length * 1.4) - doubled.length))
}
