import { hash } from '@node-rs/argon2'
import { beforeAll, test } from 'vitest'
import { now } from '../../../../clock'
import { db } from '../../../../store/db'
import { useApi } from '../../../../testing/api'
import { useDatabase } from '../../../../testing/database'
import { makeUser } from '../../../../testing/make'
import { replay } from '../../../../testing/replay'
import { harborCli } from './harbor-cli'
import { harborapi } from './harborapi'
import { mittwald } from './mittwald'
import { portal } from './portal'
import { terraform } from './terraform'

useDatabase()
useApi()

const admin: [string, string] = ['admin', 'Admin-password-1']
beforeAll(async () => {
  const { id } = await makeUser({ isAdmin: true })
  // Cheaper than a password's: it is compared at each of hundreds of requests.
  const passwordHash = await hash(admin[1], { memoryCost: 64, timeCost: 1 })
  await db().user.update({ where: { id }, data: { username: admin[0], passwordHash } })
  const at = now()
  await db().project.create({ data: { name: 'library', public: true, ownerId: id, createdAt: at, updatedAt: at } })
})

test.each([terraform, harborCli, harborapi, mittwald, portal])('$client', (conversation) => replay(conversation, admin))
