import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeClone, type Clone } from '../clone'
import { messagesIn, type Messages } from './messages'
import { pseudo } from './pseudo'

/** `setPseudo` says what its English is from the next answer on. */
export type PseudoBuild = Clone & { setPseudo: (isOn: boolean) => void }

const isEnglish = (name: string) => /lib_i18n_messages_en_json\w*\.js$/.test(name)

/**
 * Our build that has the pseudo-language in place of English whenever it is told so: one server speaks all languages,
 * and the product itself knows nothing of it.
 */
export async function makePseudoBuild(): Promise<PseudoBuild> {
  const clone = makeClone()
  const chunks = path.join(clone.folder, '.next/server/chunks')
  const sign = path.join(clone.folder, 'speaks-pseudo')
  const longer = JSON.stringify(compiled(pseudo(messagesIn('en')), await compiler()))
  const files = readdirSync(chunks, { recursive: true, encoding: 'utf8' }).filter(isEnglish)
  if (files.length === 0) throw new Error('the build has no file of English messages')
  for (const name of files) {
    const file = path.join(chunks, name)
    const source = readFileSync(file, 'utf8')
    const replaced = source.replace(/JSON\.parse\('.*'\)/s, (english) => either(english, longer, sign))
    if (replaced === source) throw new Error(`${name} holds its messages in another form`)
    writeFileSync(file, replaced)
  }
  const setPseudo = (isOn: boolean) => (isOn ? writeFileSync(sign, '') : rmSync(sign, { force: true }))
  return { ...clone, setPseudo }
}

/** The messages as one object or the other, by whether there is a file; each namespace is asked for when it is read. */
const either = (english: string, longer: string, sign: string) => `((english, longer) =>
  Object.defineProperties({}, Object.fromEntries(Object.keys(english).map((namespace) => [namespace, {
    enumerable: true,
    get: () => (require("node:fs").existsSync(${JSON.stringify(sign)}) ? longer : english)[namespace],
  }])))
)(${english}, JSON.parse(${JSON.stringify(longer)}))`

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
