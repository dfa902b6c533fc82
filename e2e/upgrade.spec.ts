import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildClone, makeUnbuiltClone, type Clone } from './clone'
import { expect, test } from './fixtures'
import { testUpgrade } from './upgrade'

// A proof of its own, `npm run prove -- upgrade`: `npm test` does the same with our own build under other names.
test.describe.configure({ mode: 'serial' })

/** The next version: every script of ours says something else, the framework's stay as they are. */
async function buildNextVersion(): Promise<Clone> {
  const clone = makeUnbuiltClone()
  const folder = path.join(clone.folder, 'components')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name)
    if (!name.endsWith('.tsx')) continue
    const text = readFileSync(file, 'utf8')
    if (text.startsWith("'use client'"))
      writeFileSync(file, `${text}\n;(globalThis as { changedIn?: string }).changedIn = '${name}'\n`)
  }
  await buildClone(clone)
  const scripts = (of: string) =>
    readdirSync(path.join(of, '.next/static/chunks')).filter((name) => name.endsWith('.js'))
  const ours = scripts(path.join(import.meta.dirname, '..'))
  const kept = scripts(clone.folder).filter((name) => ours.includes(name))
  expect(kept.length, 'some scripts are the same').toBeLessThan(ours.length / 2)
  return clone
}

testUpgrade(buildNextVersion)
