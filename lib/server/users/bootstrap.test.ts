import { expect, test } from 'vitest'
import { isTypableSecret } from '@/lib/domain/texts/secret-rule'
import { bootstrap, firstStartNotice } from './bootstrap'
import { db } from '../store/db'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { matches } from '../secrets/stored-secret'
import { useDatabase } from '../testing/database'

useDatabase()
setGlobalState('env', parseEnv({}))

test('two starts at once make one admin and one library; the next does nothing', async () => {
  const both = await Promise.all([bootstrap(), bootstrap()])
  const first = both.find((each) => each.kind === 'first-start')
  expect(both.map(({ kind }) => kind).sort()).toEqual(['first-start', 'nothing'])
  expect(await bootstrap()).toEqual({ kind: 'nothing' })

  const password = first!.kind === 'first-start' ? first!.password! : ''
  expect(isTypableSecret(password)).toBe(true)
  const [admin, ...others] = await db().user.findMany()
  expect(others).toEqual([])
  expect(admin).toMatchObject({ username: 'admin', isAdmin: true, disabled: false })
  expect(await matches(password, { scheme: 'argon2id', hash: admin!.passwordHash })).toBe(true)
  expect(await db().project.findMany({ include: { members: true } })).toMatchObject([
    { name: 'library', public: true, ownerId: admin!.id, members: [{ userId: admin!.id, role: 'projectAdmin' }] },
  ])
  const rows = await db().auditEvent.findMany({ orderBy: { id: 'asc' } })
  expect(rows).toMatchObject([
    { operation: 'user.create', actorKind: 'system' },
    { operation: 'project.create', actorKind: 'system' },
  ])
  expect(JSON.stringify(rows)).not.toContain(password)
})

test('the notice frames the password', () => {
  const notice = firstStartNotice({ username: 'admin', password: 'Abc12345' })
  expect(notice).toContain('password  Abc12345')
  const widths = new Set(
    notice
      .trim()
      .split('\n')
      .map((line) => line.length),
  )
  expect(widths.size).toBe(1)
})
