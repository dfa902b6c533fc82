import { expect, expectNoViolations } from './fixtures'
import { writeOciImage } from './oci-image'
import { importLegacy, makeOldSystem } from './old-system'
import { test } from './registry-fixtures'
import { chooseRowAction, expectRow, row } from './verbs'

test.use({ viewer: 'projectAdmin' })

const succeeds = { code: 0, output: expect.any(String) }
const isDenied = { code: 1, output: expect.stringMatching(/denied|unauthorized|authentication required/i) }
// Made anew whenever a worker comes back to this file: afterAll has run by then.
let old: ReturnType<typeof makeOldSystem>
test.beforeAll(() => {
  old = makeOldSystem()
})
test.afterAll(() => old.clean())

test('a legacy robot from its export to a real registry, until it is disabled', async ({
  page,
  project,
  seed,
  server,
  skopeo,
}) => {
  const [reader, writer] = [old.robot('reader', 1), old.robot('writer', 2, ['push', 'pull'])]
  const file = old.write('robots.json', JSON.stringify([reader, writer]))
  const options = ['--key', old.keyFile, '--project', `7=${project.name}`]

  const imported = await importLegacy(server.env, file, ...options)
  expect(imported.output).toContain('2 imported, 0 there already, 0 there and different, 0 not imported')
  expect(imported.output).not.toContain(reader.token.slice(0, 40))
  expect(imported.code).toBe(0)
  const again = await importLegacy(server.env, file, ...options)
  expect(again).toEqual({
    code: 0,
    output: expect.stringContaining('0 imported, 2 there already, 0 there and different, 0 not imported'),
  })

  const today = await seed.robot({ project: project.name, name: 'today', access: ['repository:pull'] })
  await page.goto(`/projects/${project.name}/robots`)
  await expect(row(page, reader.name).getByText('Legacy')).toBeVisible()
  await expectRow(page, writer.name, ['Enabled', '2 Permissions'])
  await expectNoViolations(page)
  await page.getByRole('checkbox', { name: `Select ${reader.name}` }).check()
  await page.getByRole('button', { name: 'Action' }).click()
  for (const item of ['Refresh secret', 'Edit']) {
    await expect(page.getByRole('menuitem', { name: item })).toBeDisabled()
    await expect(page.getByRole('menuitem', { name: item })).toHaveAccessibleDescription(/legacy/)
  }
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: `Select ${reader.name}` }).uncheck()

  const as = ({ name, token }: typeof reader) => ({ name, secret: token })
  expect(await skopeo.login(as(writer))).toEqual(succeeds)
  expect(await skopeo.push(writeOciImage(skopeo.home), `${project.name}/app:1`)).toEqual(succeeds)
  expect(await skopeo.login(as(reader))).toEqual(succeeds)
  expect(await skopeo.pull(`${project.name}/app:1`, `oci:${skopeo.home}/copy:1`)).toEqual(succeeds)
  expect(await skopeo.push(writeOciImage(skopeo.home, 'other\n'), `${project.name}/app:2`)).toEqual(isDenied)
  expect(await skopeo.login(today)).toEqual(succeeds)
  expect(await skopeo.login({ name: today.name, secret: reader.token })).toMatchObject({ code: 1 })

  await chooseRowAction(page, reader.name, 'Disable')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  await expectRow(page, reader.name, ['Disabled'])
  expect(await skopeo.login(as(reader))).toMatchObject({ code: 1 })
  expect(await skopeo.login(as(writer))).toEqual(succeeds)

  // What is in use goes by its name only; a first use is written within two seconds.
  await expect(async () => {
    await page.reload()
    await expect(row(page, reader.name)).toContainText(/just now|ago/, { timeout: 1_000 })
  }).toPass()
  await chooseRowAction(page, reader.name, 'Delete')
  await page.getByLabel(`Type ${reader.name} to confirm`).fill(reader.name)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(row(page, reader.name)).toHaveCount(0)
  const afterwards = await importLegacy(server.env, file, ...options)
  expect(afterwards).toEqual({ code: 1, output: expect.stringMatching(/robot\$reader .*it was deleted here on /) })

  const everything = (await seed.everything()) + server.log()
  for (const { token } of [reader, writer]) {
    for (const part of token.split('.').slice(1)) expect(everything).not.toContain(part.slice(0, 40))
  }
})

test('recreated as a robot of today: with what it may do, while the old one goes on', async ({
  page,
  project,
  seed,
  server,
  request,
}) => {
  const other = makeOldSystem()
  const robot = other.robot('Jenkins_CI', 5, ['push'])
  const list = other.write('list.json', JSON.stringify([{ ...other.listed('Jenkins_CI', 5), token: robot.token }]))
  const imported = await importLegacy(server.env, list, '--key', other.keyFile, '--project', `7=${project.name}`)
  expect(imported.code).toBe(0)

  const daysLeft = () => String(Math.ceil((4_000_000_000 - Date.now() / 1000) / 86_400))
  const before = daysLeft()
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, robot.name, 'Recreate as project robot')
  const wizard = page.getByRole('dialog', { name: 'Create Robot Account' })
  await expect(wizard.getByText(`may do what ${robot.name} may do. That one stays as it is`)).toBeVisible()
  await expect(wizard.getByLabel('Name', { exact: true })).toHaveValue('jenkins_ci')
  await expect(wizard.getByLabel('Description')).toHaveValue('builds')
  await expect(wizard.getByLabel('Days until expiration')).toHaveValue(new RegExp(`^(${before}|${daysLeft()})$`))
  await expect(wizard.getByText(`Final name: robot$${project.name}+jenkins_ci`)).toBeVisible()
  await expectNoViolations(page)
  await wizard.getByRole('button', { name: 'Next' }).click()
  for (const [permission, ticked] of [
    ['Repository: Pull', true],
    ['Repository: Push', true],
    ['Repository: Delete', false],
  ] as const) {
    await expect(wizard.getByRole('checkbox', { name: permission })).toBeChecked({ checked: ticked })
  }
  await wizard.getByRole('button', { name: 'Finish' }).click()
  const revealed = page.getByRole('dialog', { name: /Created/ })
  const secret = await revealed.getByLabel('Secret', { exact: true }).inputValue()
  await page.reload()
  const name = `robot$${project.name}+jenkins_ci`
  await expectRow(page, name, ['Enabled', '2 Permissions', 'builds'])
  await expectRow(page, robot.name, ['Enabled', '2 Permissions', 'builds'])
  expect((await seed.audit(name))[0]).toMatchObject({ operation: 'robot.create', actorName: 'projectAdmin' })

  const scope = `repository:${project.name}/app:pull,push`
  for (const credentials of [`${name}:${secret}`, `${robot.name}:${robot.token}`]) {
    const headers = { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
    const asked = { headers, params: { service: 'harbor-registry', scope } }
    const { token } = (await (await request.get(`${server.url}/service/token`, asked)).json()) as { token: string }
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { access: unknown }
    expect(claims.access).toMatchObject([{ actions: ['pull', 'push'] }])
  }
  other.clean()
})

test('the API is closed to a legacy robot', async ({ project, server, request }) => {
  const robot = old.robot('api', 3)
  const file = old.write('api.json', JSON.stringify(robot))
  // A key's project 7 stays the project it was first imported into: this is another old system.
  const other = makeOldSystem()
  const own = other.robot('api', 3, ['push', 'pull'])
  await importLegacy(
    server.env,
    other.write('api.json', JSON.stringify(own)),
    '--key',
    other.keyFile,
    '--project',
    `7=${project.name}`,
  )
  const authorization = `Basic ${Buffer.from(`${own.name}:${own.token}`).toString('base64')}`
  const asked = { headers: { authorization } }
  expect((await request.get(`${server.url}/service/token?service=harbor-registry`, asked)).status()).toBe(200)
  expect((await request.get(`${server.url}/api/v2.0/projects`, asked)).status()).toBe(401)
  expect((await request.get(`${server.url}/api/v2.0/robots`, asked)).status()).toBe(401)
  const foreign = await importLegacy(server.env, file, '--key', other.keyFile, '--project', `7=${project.name}`)
  expect(foreign).toEqual({ code: 1, output: expect.stringContaining('not signed by the given key') })
  other.clean()
})

test('an old system with its list: what was disabled there stays so, and what a later list says otherwise is told', async ({
  page,
  project,
  seed,
  server,
}) => {
  const other = makeOldSystem()
  const early = { iss: 'harbor-token-issuer' }
  const [ci, leaver] = [other.robot('ci', 1, ['push', 'delete'], early), other.robot('leaver', 2, ['pull'], early)]
  const entries = [
    other.listed('ci', 1),
    other.listed('leaver', 2, true),
    other.listed('lost', 3),
    other.listed('too', 4),
  ]
  const list = other.write('list.json', JSON.stringify(entries))
  const files = [other.write('ci.json', JSON.stringify(ci)), other.write('leaver.json', JSON.stringify(leaver))]
  const options = ['--key', other.keyFile, '--project', `7=${project.name}`]

  const imported = await importLegacy(server.env, list, ...files, ...options)
  expect(imported.code).toBe(1)
  const lines = imported.output.split('\n').map((line) => line.replace(/  +/g, ' '))
  expect(lines).toEqual(
    expect.arrayContaining([
      `robot$ci imported into ${project.name}: repository:pull, repository:push; expires 2096-10-02; left out: repository:delete`,
      `robot$leaver imported into ${project.name}: repository:pull; expires 2096-10-02, disabled`,
      '2 without their token file: robot$lost, robot$too',
      '2 imported, 0 there already, 0 there and different, 2 not imported',
    ]),
  )
  await page.goto(`/projects/${project.name}/robots`)
  await expectRow(page, leaver.name, ['Disabled'])
  await expectRow(page, ci.name, ['Enabled', '2 Permissions'])

  const newer = other.write('newer.json', JSON.stringify(other.listed('ci', 1, true)))
  expect(await importLegacy(server.env, newer, '--key', other.keyFile)).toEqual({
    code: 1,
    output: expect.stringMatching(/robot\$ci +DIFFERS, .*: it is disabled there, and enabled here\n/),
  })
  expect((await seed.audit(ci.name)).map(({ operation }) => operation)).toEqual(['robot.import'])
  other.clean()
})

test('an import says in a sentence what is wrong, and does nothing by half', async ({ project, server, seed }) => {
  const key = ['--key', old.keyFile]
  const mapped = [...key, '--project', `7=${project.name}`]
  const good = old.write('good.json', JSON.stringify(old.robot('good', 10)))
  const cases: [string, string[], RegExp][] = [
    ['no arguments', [], /nothing was done[^]*Usage/],
    ['no key', [good], /nothing was done[^]*Usage/],
    ['no such file', [old.write('x', '').replace(/x$/, 'y'), ...mapped], /cannot be read: ENOENT/],
    ['not JSON', [old.write('text.json', '{name'), ...mapped], /text\.json is not JSON; nothing was imported/],
    ['a good file beside it', [good, old.write('text.json', '[1'), ...mapped], /is not JSON; nothing was imported/],
    ['no key in the key file', [good, '--key', good, '--project', `7=${project.name}`], /no public key/],
    ['an unknown project', [good, ...key, '--project', '7=nowhere'], /no project named nowhere/],
    ['no project', [good, ...key], /nothing says which project that is here/],
    ['a mapping that is none', [good, ...key, '--project', project.name], /must be the old project's number/],
    ['an unknown option', [good, ...mapped, '--force'], /Unknown option '--force'/],
  ]
  for (const [name, args, message] of cases) {
    expect(await importLegacy(server.env, ...args), name).toEqual({ code: 1, output: expect.stringMatching(message) })
  }
  expect(await seed.audit('robot$good')).toEqual([])
})
