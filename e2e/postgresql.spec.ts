import { randomBytes } from 'node:crypto'
import { expect, signInState, test, unique } from './fixtures'
import { blankDatabase, cluster } from './postgres-database'
import { adminPassword, startServer, type TestServer } from './server'
import { chooseRowAction, createRobot, expectRow } from './verbs'

async function tokenStatus({ url }: TestServer, username: string, secret: string): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`
  const response = await fetch(`${url}/service/token?service=harbor-registry`, { headers: { authorization } })
  return response.status
}

test('two replicas on PostgreSQL: what one page changes, both token services know at once', async ({ browser }) => {
  test.skip(!cluster, 'needs postgresql')
  const shared = { DATABASE_URL: await blankDatabase(), SECRET_KEY: randomBytes(32).toString('hex') }
  const [one, other] = await Promise.all([startServer(shared), startServer(shared)])
  try {
    const state = await signInState(one.url, { username: 'admin', password: adminPassword })
    const context = await browser.newContext({ baseURL: one.url, storageState: state })
    const page = await context.newPage()
    const name = unique('bot')
    const full = `robot$library+${name}`
    const secret = await createRobot(page, 'library', name)
    expect(await tokenStatus(one, full, secret)).toBe(200)
    expect(await tokenStatus(other, full, secret)).toBe(200)
    await page.goto(`/projects/library/robots?q=${name}`)
    await expectRow(page, full, ['Enabled', '1 Permission'])
    await chooseRowAction(page, full, 'Disable')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
    await expectRow(page, full, ['Disabled'])
    expect(await tokenStatus(other, full, secret)).toBe(401)
    expect(await tokenStatus(one, full, secret)).toBe(401)
    await context.close()
  } finally {
    await Promise.all([one.stop(), other.stop()])
  }
})
