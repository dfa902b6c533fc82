import { expect, test } from 'vitest'
import type { AuditFields } from '@/lib/domain/audit/audit-fields'
import type { Actor } from './actor'
import { db } from '../store/db'
import { generateSecret } from '../secrets/secret'
import { unique, useDatabase } from '../testing/database'
import { record } from './record'

useDatabase()

async function recorded(fields: { before?: AuditFields; after?: AuditFields; actor?: Actor; name?: string }) {
  const { before, after, actor = { kind: 'system' }, name = unique('robot') } = fields
  const resource = { type: 'robot' as const, name }
  await db().$transaction((tx) =>
    record(tx, actor, { operation: 'robot.update', resource, result: 'success', before, after }),
  )
  return db().auditEvent.findFirstOrThrow({ orderBy: { id: 'desc' } })
}

test('only what differs is written down, with its count', async () => {
  const kept = { description: 'x', durationDays: 30, access: ['repository:pull'] }
  const row = await recorded({ before: { ...kept, disabled: false }, after: { ...kept, disabled: true } })
  expect([row.before, row.after, row.changeCount]).toEqual(['{"disabled":false}', '{"disabled":true}', 1])
  const none = await recorded({ before: kept, after: kept })
  expect([none.before, none.after, none.changeCount]).toEqual(['{}', '{}', 0])
  const bare = await recorded({})
  expect([bare.before, bare.after, bare.changeCount]).toEqual([null, null, 0])
})

test('whatever is handed in, a row is small', async () => {
  const names = (stem: string) => Array.from({ length: 50_000 }, (_, index) => `${stem}-${index}`)
  const row = await recorded({
    before: { projects: names('a') },
    after: { projects: names('b'), text: 'x'.repeat(1e6) },
  })
  expect(row.before!.length + row.after!.length).toBeLessThan(6_000)
  expect(JSON.parse(row.after!)).toMatchObject({ projects: { more: 49_900, kept: 0 } })
})

test('no text of a row holds a secret of our making, wherever it came from', async () => {
  const secret = generateSecret()
  const source = { requestId: `r-${secret}`, address: secret }
  const row = await recorded({
    actor: { kind: 'user', id: 1, name: secret, source },
    name: `robot$${secret}`,
    before: { description: `it was ${secret}` },
    after: { [secret]: [secret, `${secret}${secret}`], text: `${'x'.repeat(1_980)}${secret}` },
  })
  expect(JSON.stringify(row)).not.toContain(secret.slice(0, 10))
  expect(row).toMatchObject({
    requestId: 'r-(secret)',
    resource: 'robot$(secret)',
    before: '{"description":"it was (secret)"}',
  })
})
