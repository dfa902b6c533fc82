import { beforeEach, describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { formerPrefixesKey } from '@/lib/domain/settings/robot-prefixes'
import { dayOf } from '@/lib/domain/registry/usage'
import { flushDenials } from '../rights/record-denial'
import { now, setClock } from '../clock'
import { unknownName } from '@/lib/domain/audit/audit-row'
import { db } from '../store/db'
import { beginGuess } from '../guessing/guess-limits'
import { refreshSecret } from '../robots/refresh-secret'
import { removeRobot } from '../robots/remove'
import { setRobotDisabled } from '../robots/set-disabled'
import { updateRobot } from '../robots/update'
import { generateSecret } from '../secrets/secret'
import { unique, useDatabase } from '../testing/database'
import { fillTurns } from '../testing/fill-turns'
import { bePatient, forgetGuesses } from '../testing/forget-guesses'
import { inProject, makeProject, makeRobot } from '../testing/make'
import { stopClock } from '../testing/stop-clock'
import { authenticateRobot, readSignIn } from './authenticate-robot'
import { authenticateBasic, parseBasic } from './basic'
import { verifyChosen } from './verify-chosen'

useDatabase()

beforeEach(async () => {
  await forgetGuesses()
  bePatient()
})

const signIn = async (username: string, secret: string, address = '192.0.2.1') =>
  authenticateRobot({ username, secret, source: { address } }, await readSignIn(username))
const tooMany = expect.objectContaining({ name: 'Refusal', kind: 'too-many-requests' })
const chosen = 'Chosen-secret-1'

describe('authenticateRobot', () => {
  test('answers the robot with its grants', async () => {
    const project = await makeProject()
    const made = await makeRobot(project, { access: ['repository:pull', 'repository:push'].map(parseAccessKey) })
    expect(await signIn(made.name, made.secret)).toEqual({
      kind: 'robot',
      id: made.id,
      name: made.name,
      expiresAt: made.expiresAt,
      source: { address: '192.0.2.1' },
      secretId: expect.any(Number),
      grants: [
        {
          scope: 'project',
          projectId: project.id,
          access: [
            { resource: 'repository', action: 'pull' },
            { resource: 'repository', action: 'push' },
          ],
        },
      ],
    })
  })

  test('takes a chosen secret, again and again, until it is changed', async () => {
    const project = await makeProject()
    const made = await makeRobot(project)
    await refreshSecret(project.admin, { id: made.id, secret: chosen })
    expect(await signIn(made.name, chosen)).toMatchObject({ id: made.id })
    expect(await signIn(made.name, chosen)).toMatchObject({ id: made.id })
    await refreshSecret(project.admin, { id: made.id, secret: `${chosen}2` })
    expect(await signIn(made.name, chosen)).toBeNull()
  })

  test('takes a generated secret that somebody chose again', async () => {
    const project = await makeProject()
    const [made, secret] = [await makeRobot(project), generateSecret()]
    await refreshSecret(project.admin, { id: made.id, secret })
    expect(await signIn(made.name, secret)).toMatchObject({ id: made.id })
  })

  test('the old secret stops with a refresh', async () => {
    const project = await makeProject()
    const made = await makeRobot(project)
    const refreshed = await refreshSecret(project.admin, { id: made.id })
    expect(await signIn(made.name, made.secret)).toBeNull()
    expect(await signIn(made.name, refreshed!.secret)).toMatchObject({ id: made.id })
  })

  test('disabling, deleting and editing take effect at once', async () => {
    const project = await makeProject()
    const made = await makeRobot(project)
    await setRobotDisabled(project.admin, { id: made.id, disabled: true })
    expect(await signIn(made.name, made.secret)).toBeNull()
    await setRobotDisabled(project.admin, { id: made.id, disabled: false })
    const access = [parseAccessKey('repository:delete')]
    await updateRobot(project.admin, { ...inProject(project, access), id: made.id, durationDays: -1 })
    expect(await signIn(made.name, made.secret)).toMatchObject({ expiresAt: null, grants: [{ access }] })
    await removeRobot(project.admin, made.id)
    expect(await signIn(made.name, made.secret)).toBeNull()
  })

  test.each([
    ['a second before its moment', -1, true],
    ['at its moment', 0, false],
    ['a second after', 1, false],
  ])('%s', async (_, seconds, works) => {
    const made = await makeRobot(await makeProject())
    setClock(() => new Date((made.expiresAt! + seconds) * 1000))
    expect((await signIn(made.name, made.secret)) !== null).toBe(works)
  })

  test.each(['', '$', 'robot$', 'robot', 'Robot$a', 'admin', 'robot$nobody'])('%j is nobody', async (name) => {
    expect(await signIn(name, generateSecret())).toBeNull()
    expect(await signIn(name, chosen)).toBeNull()
  })

  test('the prefix is the setting as it stands', async () => {
    const made = await makeRobot(await makeProject())
    await db().setting.create({ data: { key: 'robot_name_prefix', value: 'bot.' } })
    try {
      expect(await signIn(made.name, made.secret)).toBeNull()
      expect(await signIn(made.name.replace('robot$', 'bot.'), made.secret)).toMatchObject({ id: made.id })
    } finally {
      await db().setting.delete({ where: { key: 'robot_name_prefix' } })
    }
  })

  test('a refusal is in the audit log with its reason, and never with what was sent', async () => {
    const project = await makeProject()
    const made = await makeRobot(project)
    const source = { address: '192.0.2.7', requestId: unique('request') }
    const wrong = generateSecret()
    for (const username of [made.name, 'robot$My-Password1']) {
      await authenticateRobot({ username, secret: wrong, source }, await readSignIn(username))
    }
    await flushDenials('ended')
    const rows = await db().auditEvent.findMany({ where: { requestId: source.requestId }, orderBy: { id: 'asc' } })
    expect(rows).toMatchObject([
      {
        operation: 'robot.sign-in',
        result: 'denied',
        actorKind: 'anonymous',
        resource: made.name,
        resourceId: made.id,
        projectId: project.id,
        address: '192.0.2.7',
        after: '{"reason":"wrong-secret"}',
      },
      { resource: unknownName, resourceId: null, after: '{"reason":"unknown"}' },
    ])
    expect(JSON.stringify(rows)).not.toContain(wrong)
  })
})

describe('throttle', () => {
  let pass: (seconds: number) => void
  beforeEach(() => void (pass = stopClock()))

  test('ten failures, then too many; elsewhere the right secret works', async () => {
    const project = await makeProject()
    const made = await makeRobot(project)
    await refreshSecret(project.admin, { id: made.id, secret: chosen })
    for (let attempt = 0; attempt < 10; attempt++) expect(await signIn(made.name, `${chosen}x`)).toBeNull()
    await expect(signIn(made.name, `${chosen}x`)).rejects.toEqual(tooMany)
    await expect(signIn(made.name, chosen)).rejects.toMatchObject({ retryAfterSeconds: expect.any(Number) })
    expect(await signIn(made.name, chosen, '192.0.2.2')).toMatchObject({ id: made.id })
  })

  test('a generated secret gets through beside a job that fails with an outdated one', async () => {
    const made = await makeRobot(await makeProject())
    for (let attempt = 0; attempt < 10; attempt++) expect(await signIn(made.name, generateSecret())).toBeNull()
    await expect(signIn(made.name, generateSecret())).rejects.toEqual(tooMany)
    expect(await signIn(made.name, made.secret)).toMatchObject({ id: made.id })
  })

  test('many names from one network are stopped too, but not who was right from there before', async () => {
    const project = await makeProject()
    const regular = await makeRobot(project)
    await refreshSecret(project.admin, { id: regular.id, secret: chosen })
    expect(await signIn(regular.name, chosen, '2001:db8::a')).toMatchObject({ id: regular.id })
    const guess = (attempt: number) =>
      signIn(`robot$nobody${attempt}`, generateSecret(), `2001:db8::${attempt.toString(16)}`)
    for (let attempt = 0; attempt < 100; attempt++) expect(await guess(attempt)).toBeNull()
    await expect(signIn('robot$nobody', chosen, '2001:db8::ffff')).rejects.toEqual(tooMany)
    expect(await signIn('robot$nobody', chosen, '2001:db8:1::1')).toBeNull()
    expect(await signIn(regular.name, chosen, '2001:db8::b')).toMatchObject({ id: regular.id })
    pass(1)
    expect(await signIn('robot$nobody', chosen, '2001:db8::ffff')).toBeNull()
  })

  test('who is at a place where the robot was used gets in while guesses go on elsewhere, in a new process, too', async () => {
    const project = await makeProject()
    const made = await makeRobot(project)
    await refreshSecret(project.admin, { id: made.id, secret: chosen })
    const used = { robotId: made.id, secretId: 1, client: 'docker', firstAt: 1n, lastAt: 1n }
    const day = (ago: number) => dayOf(now().getTime() / 1_000 - ago * 86_400)
    await db().robotClient.createMany({
      data: [
        { ...used, day: day(29), address: '203.0.113.7' },
        { ...used, day: day(32), address: '203.0.113.9' },
        { ...used, day: day(1), address: '2001:db8::5:1:2:3' },
        { ...used, day: day(1), address: '2001:db8:0:7::1' },
      ],
    })
    const login = made.name.slice('robot$'.length)
    for (let at = 0; at < 300; at++)
      beginGuess({ kind: 'robot', name: login, address: `198.51.${at >> 8}.${at & 255}` })
    for (const elsewhere of ['203.0.113.70', '203.0.113.9', '2001:db8:0:8::1']) {
      await expect(signIn(made.name, chosen, elsewhere)).rejects.toEqual(tooMany)
    }
    expect(await signIn(made.name, `${chosen}x`, '203.0.113.7')).toBeNull()
    expect(await signIn(made.name, chosen, '203.0.113.7')).toMatchObject({ id: made.id })
    expect(await signIn(made.name, chosen, '2001:db8:0:7::2')).toMatchObject({ id: made.id })
    for (let at = 0; at < 300; at++) beginGuess({ kind: 'robot', name: 'no', address: `198.51.${at >> 8}.${at & 255}` })
    await expect(signIn('robot$no', chosen, '203.0.113.7')).rejects.toEqual(tooMany)
  })

  test('a robot is one under every prefix that goes on, and so is one that does not exist', async () => {
    const former = ['old$', 'older$'].map((prefix) => ({ prefix, until: now().getTime() + 86_400_000 }))
    await db().setting.create({ data: { key: formerPrefixesKey, value: JSON.stringify(former) } })
    try {
      const project = await makeProject()
      const made = await makeRobot(project)
      await refreshSecret(project.admin, { id: made.id, secret: chosen })
      for (const login of [made.name.slice('robot$'.length), 'nobody']) {
        for (let at = 0; at < 10; at++) {
          expect(await signIn(`${['robot$', 'old$', 'older$'][at % 3]}${login}`, generateSecret())).toBeNull()
        }
        await expect(signIn(`old$${login}`, chosen)).rejects.toEqual(tooMany)
      }
    } finally {
      await db().setting.delete({ where: { key: formerPrefixesKey } })
    }
  })

  test('parallel guesses meet it before the slow hash', async () => {
    const project = await makeProject()
    const made = await makeRobot(project)
    await refreshSecret(project.admin, { id: made.id, secret: chosen })
    const guesses = await Promise.allSettled(
      Array.from({ length: 200 }, (_, at) => signIn(made.name, `${chosen}${at}`)),
    )
    const looked = guesses.filter(({ status }) => status === 'fulfilled')
    expect(looked.length).toBeGreaterThanOrEqual(10)
    expect(looked.length).toBeLessThanOrEqual(12)
  })
})

describe('an overload of slow hashes', () => {
  test('refuses chosen secrets for a moment, and a generated one is answered meanwhile', async () => {
    const project = await makeProject()
    const [made, other] = [await makeRobot(project), await makeRobot(project)]
    await refreshSecret(project.admin, { id: other.id, secret: chosen })
    const leave = fillTurns()
    try {
      await expect(signIn(other.name, chosen)).rejects.toMatchObject({ kind: 'unavailable', retryAfterSeconds: 1 })
      await expect(signIn('robot$nobody', chosen)).rejects.toMatchObject({ kind: 'unavailable' })
      expect(await signIn(made.name, made.secret)).toMatchObject({ id: made.id })
    } finally {
      await leave()
    }
    expect(await signIn(other.name, chosen)).toMatchObject({ id: other.id })
  })

  test('guesses from everywhere hash away from the event loop: others are answered first', async () => {
    const made = await makeRobot(await makeProject())
    // Read before: how soon the database answers is none of its affair.
    const read = await readSignIn(made.name)
    let undecided = 0
    const guesses = Array.from({ length: 200 }, async (_, at) => {
      undecided++
      const guess = signIn(`robot$nobody${at}`, `${chosen}${at}`, `198.51.100.${at}`)
      return guess.catch((error: { kind: string }) => error.kind).finally(() => undecided--)
    })
    await expect.poll(() => undecided, { interval: 1 }).toBeLessThan(70)
    const right = { username: made.name, secret: made.secret, source: { address: '192.0.2.1' } }
    expect(await authenticateRobot(right, read)).toMatchObject({ id: made.id })
    expect(undecided).toBeGreaterThan(0)
    const verdicts = await Promise.all(guesses)
    expect(verdicts.filter((verdict) => verdict === 'unavailable').length).toBeGreaterThan(100)
    expect(verdicts.filter((verdict) => verdict === null).length).toBeGreaterThan(60)
  })
})

describe('verifyChosen', () => {
  test('one check answers for many at once, and without a hash it is no', async () => {
    let asked = 0
    const look = (isRight: () => Promise<boolean>) => {
      asked++
      return isRight()
    }
    const none = await Promise.all(Array.from({ length: 20 }, () => verifyChosen(chosen, undefined, true, look)))
    expect(none).toEqual(Array(20).fill(false))
    expect(asked).toBe(1)
  })
})

describe('parseBasic', () => {
  const basic = (text: string | Buffer) => `Basic ${Buffer.from(text as string).toString('base64')}`

  test.each([
    [basic('robot$a+b:secret'), { username: 'robot$a+b', secret: 'secret' }],
    [basic('name:with:colons'), { username: 'name', secret: 'with:colons' }],
    [basic('ü:ß\n'), { username: 'ü', secret: 'ß\n' }],
    [basic(':'), { username: '', secret: '' }],
    [basic('a:b').replace('Basic', 'bAsIc'), { username: 'a', secret: 'b' }],
    [basic('no colon'), null],
    [basic('nul\0:secret'), null],
    [basic('line\n:secret'), null],
    [basic(`a:${'b'.repeat(3_000)}`), { username: 'a', secret: 'b'.repeat(3_000) }],
    [basic(`a:${'b'.repeat(9_000)}`), null],
    ['', null],
    ['Basic', null],
    ['Basic ', null],
    ['Basic %%%', null],
    ['Basic a:b', null],
    ['Bearer %', null],
  ])('%j', (header, expected) => {
    expect(parseBasic(header)).toEqual(expected)
  })

  test('a robot by its prefix, nobody by a broken header', async () => {
    const made = await makeRobot(await makeProject())
    expect(await authenticateBasic(basic(`${made.name}:${made.secret}`), {})).toMatchObject({
      kind: 'robot',
      id: made.id,
    })
    expect(await authenticateBasic('Bearer %', {})).toBeNull()
    expect(await authenticateBasic(basic('nobody:Wrong-1234'), {})).toBeNull()
  })
})
