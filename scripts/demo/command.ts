// `npm run demo`: sample users, projects and robots of every state, all named `demo-…` or described as "Demo: …".
// Repeating it only adds what is missing. Passwords come from DEMO_PASSWORD or are made up and printed once.
import '@/lib/server/http/process/load-env'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { isTypableSecret } from '@/lib/domain/texts/secret-rule'
import type { Role } from '@/lib/domain/permissions/role'
import type { Actor } from '@/lib/server/rights/actor'
import { bootstrap, firstStartNotice } from '@/lib/server/users/bootstrap'
import { db } from '@/lib/server/store/db'
import { env } from '@/lib/server/env'
import { asRefusal } from '@/lib/server/errors'
import { addMember } from '@/lib/server/members/add'
import { migrate } from '@/lib/server/store/migrate'
import { createProject } from '@/lib/server/projects/create'
import { createUser } from '@/lib/server/users/create'
import { addLegacyRobot, addRobot, addSystemRobot, demoRobots, systemRobots, teamRobots } from './robots'
import { addDemoUsage } from './usage'

const system: Actor = { kind: 'system' }
const users: Record<string, Role> = {
  'demo-admin': 'projectAdmin',
  'demo-maintainer': 'maintainer',
  'demo-developer': 'developer',
  'demo-guest': 'guest',
  'demo-limited': 'limitedGuest',
}
const projects = { 'demo-payments': false, 'demo-web': true, 'demo-empty': false }

try {
  mkdirSync(env().DATA_DIR, { recursive: true, mode: 0o700 })
  await migrate(env().DATABASE_URL)
  const first = await bootstrap()
  if (first.kind === 'first-start' && first.password !== null) {
    process.stdout.write(firstStartNotice({ username: first.username, password: first.password }))
  }
  await addUsers()
  await addProjects()
  await addRobots()
  await db().$disconnect()
} catch (error) {
  console.error(`demo: ${(error as Error).message}`)
  process.exit(1)
}

async function addUsers() {
  const password = process.env.DEMO_PASSWORD ?? madeUpPassword()
  if (!isTypableSecret(password))
    throw new Error('DEMO_PASSWORD needs 8 to 128 characters, upper and lower case and a digit')
  const added: string[] = []
  for (const username of Object.keys(users)) {
    const isNew = await unlessThere(() =>
      createUser(system, { username, password, realName: `Demo: ${users[username]}`, isAdmin: false }),
    )
    if (isNew) added.push(username)
  }
  if (added.length === 0) return console.log('users      all there already, with the passwords they had')
  console.log(`users      ${added.join(', ')}`)
  console.log(
    `password   ${process.env.DEMO_PASSWORD ? 'as in DEMO_PASSWORD' : `${password}  (of each of them; not shown again)`}`,
  )
}

async function addProjects() {
  for (const [name, isPublic] of Object.entries(projects)) {
    await unlessThere(() => createProject(system, { name, public: isPublic }))
    for (const [username, role] of Object.entries(users)) {
      await unlessThere(() => addMember(system, { project: name, username, role }))
    }
  }
  console.log(`projects   ${Object.keys(projects).join(', ')}`)
}

async function addRobots() {
  const { id } = await db().user.findUniqueOrThrow({ where: { username: 'demo-admin' } })
  const admin: Actor = { kind: 'user', id, name: 'demo-admin' }
  let count = 0
  for (const robot of [...demoRobots, ...teamRobots]) {
    if (await unlessThere(() => addRobot(admin, 'demo-payments', robot))) count++
  }
  if (await addLegacyRobot('demo-payments', 'jenkins-v1')) count++
  if (await unlessThere(() => addRobot(admin, 'demo-web', demoRobots[0]!))) count++
  for (const robot of systemRobots) if (await unlessThere(() => addSystemRobot(system, robot))) count++
  await addDemoUsage('demo-payments')
  console.log(`robots     ${count} added`)
}

/** Whether it was made now; false when an earlier run has made it. */
async function unlessThere(make: () => Promise<unknown>): Promise<boolean> {
  try {
    await make()
    return true
  } catch (error) {
    if (asRefusal(error)?.kind === 'conflict') return false
    throw error
  }
}

function madeUpPassword(): string {
  for (;;) {
    const password = randomBytes(12).toString('base64url')
    if (isTypableSecret(password)) return password
  }
}
