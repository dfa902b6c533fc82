import { describe, expect, test } from 'vitest'
import { now } from '../clock'
import { db } from './db'
import { foldedColumns } from './folded-columns'
import { Prisma } from '../generated/sqlite/client'
import { unique, useDatabase } from '../testing/database'

useDatabase()

const at = { createdAt: now(), updatedAt: now() }
const user = (realName: string) => ({ username: unique('user'), passwordHash: '', realName, ...at })
const formOf = async (username: string) => (await db().user.findUniqueOrThrow({ where: { username } })).realNameFolded

test('the tables have a folded column for exactly what is searched', () => {
  const fields = {
    user: Prisma.UserScalarFieldEnum,
    robot: Prisma.RobotScalarFieldEnum,
    auditEvent: Prisma.AuditEventScalarFieldEnum,
  }
  for (const [table, columns] of Object.entries(foldedColumns)) {
    const folding = Object.keys(fields[table as keyof typeof fields]).filter((name) => name.endsWith('Folded'))
    expect(folding.sort()).toEqual(columns.map((column) => `${column}Folded`).sort())
  }
})

describe('is kept by every way to write', () => {
  test('create, and null where it is the text itself', async () => {
    const made = await db().user.create({ data: user('Émile') })
    expect([made.realNameFolded, made.usernameFolded]).toEqual(['e\u0301mile', null])
  })

  test('createMany', async () => {
    const [one, other] = [user('ИВАН'), user('иван')]
    await db().user.createMany({ data: [one, other] })
    expect([await formOf(one.username), await formOf(other.username)]).toEqual(['иван', null])
    const made = await db().user.createManyAndReturn({ data: [user('ÄNNE')] })
    expect(made[0]!.realNameFolded).toBe('a\u0308nne')
  })

  test('update and updateMany, which leave alone what they do not name', async () => {
    const { id, username } = await db().user.create({ data: user('Émile') })
    await db().user.update({ where: { id }, data: { isAdmin: false } })
    expect(await formOf(username)).toBe('e\u0301mile')
    await db().user.update({ where: { id }, data: { realName: 'Zoë' } })
    expect(await formOf(username)).toBe('zoe\u0308')
    await db().user.update({ where: { id }, data: { realName: { set: 'Ida' } } })
    expect(await formOf(username)).toBe('ida')
    await db().user.updateMany({ where: { id }, data: { realName: 'plain' } })
    expect(await formOf(username)).toBe(null)
  })

  test('upsert', async () => {
    const { username, ...fields } = user('Émile')
    const upsert = (realName: string) =>
      db().user.upsert({ where: { username }, create: { username, ...fields, realName }, update: { realName } })
    expect((await upsert('Émile')).realNameFolded).toBe('e\u0301mile')
    expect((await upsert('ß')).realNameFolded).toBe('ss')
  })

  test('a transaction, which is undone with it', async () => {
    const kept = user('Émile')
    await db().$transaction((tx) => tx.user.create({ data: kept }))
    expect(await formOf(kept.username)).toBe('e\u0301mile')
    const undone = db().$transaction(async (tx) => {
      await tx.user.update({ where: { username: kept.username }, data: { realName: 'Zoë' } })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await formOf(kept.username)).toBe('e\u0301mile')
  })
})
