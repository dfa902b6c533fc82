import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeClone, type Clone } from '../clone'
import { messagesIn, type Messages } from './messages'
import { pseudo } from './pseudo'

const isEnglish = (name: string) => /lib_i18n_messages_en_json\w*\.js$/.test(name)

/** Our build with the pseudo-language in place of English: the product itself knows nothing of it. */
export async function makePseudoBuild(): Promise<Clone> {
  const clone = makeClone()
  const chunks = path.join(clone.folder, '.next/server/chunks')
  const text = JSON.stringify(JSON.stringify(compiled(pseudo(messagesIn('en')), await compiler())))
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

type Compile = (message: string) => unknown

/** What takes the messages apart in the build: next-intl's own. */
async function compiler(): Promise<Compile> {
  const file = createRequire(createRequire(import.meta.url).resolve('next-intl')).resolve('icu-minify/compile')
  return ((await import(pathToFileURL(file).href)) as { default: Compile }).default
}

const compiled = (messages: Messages, compile: Compile): object =>
  Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [
      key,
      typeof value === 'string' ? compile(value) : compiled(value, compile),
    ]),
  )
