import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import compile from 'icu-minify/compile'
import { makeClone, type Clone } from '../clone'
import { messagesIn, type Messages } from './messages'
import { pseudo } from './pseudo'

const isEnglish = (name: string) => /lib_i18n_messages_en_json\w*\.js$/.test(name)

/** Our build with the pseudo-language in place of English: the product itself knows nothing of it. */
export function makePseudoBuild(): Clone {
  const clone = makeClone()
  const chunks = path.join(clone.folder, '.next/server/chunks')
  const text = JSON.stringify(JSON.stringify(compiled(pseudo(messagesIn('en')))))
  const files = readdirSync(chunks, { recursive: true, encoding: 'utf8' }).filter(isEnglish)
  if (files.length === 0) throw new Error('the build has no file of English messages')
  for (const name of files) {
    const file = path.join(chunks, name)
    const replaced = readFileSync(file, 'utf8').replace(/JSON\.parse\('.*'\)/s, () => `JSON.parse(${text})`)
    if (!replaced.includes(text)) throw new Error(`${name} holds its messages in another form`)
    writeFileSync(file, replaced)
  }
  return clone
}

/** As the build holds messages: taken apart already. */
const compiled = (messages: Messages): object =>
  Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [key, typeof value === 'string' ? compile(value) : compiled(value)]),
  )
