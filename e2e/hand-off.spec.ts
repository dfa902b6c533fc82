import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { makeProgram } from './clients/program'
import { expect, expectNoViolationsInThemes, signInState, test, unique, type Viewer } from './fixtures'
import { writeOciImage } from './oci-image'
import { startRegistry } from './registry'
import { adminPassword, startServer } from './server'
import { chooseRowAction, copySecret, createRobot } from './verbs'

const lacks = ['docker-registry', 'docker', 'skopeo'].some((tool) =>
  (process.env.TEST_MISSING_TOOLS ?? '').split(',').includes(tool),
)
const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] }
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
/** Full of what a shell would take for its own. */
const chosen = 'It\'s+"Xq7owned"+$HOME+`1`'

async function copy(page: Page, title: string): Promise<string> {
  const button = page.getByRole('button', { name: `Copy: ${title}`, exact: true })
  await button.click()
  await expect(page.locator('.hand-off-block', { has: button }).getByRole('status')).toHaveText('Copied')
  return copied(page)
}

/** Signs in as a robot, as a client does. */
const ask = (url: string, name: string, secret: string) =>
  fetch(`${url}/service/token?service=harbor-registry`, {
    headers: {
      authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
      'user-agent': 'skopeo/1.9.3',
    },
  })

async function close(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('a new system: what the docker and the Kubernetes tab say is followed to the letter, and the tick appears', async ({
  browser,
}) => {
  test.skip(lacks, 'needs docker-registry, docker and skopeo')
  test.slow()
  const server = await startServer()
  const registry = await startRegistry(server.url)
  const [bash, skopeo] = [makeProgram('bash'), makeProgram('skopeo')]
  const storageState = await signInState(server.url, { username: 'admin', password: adminPassword })
  const context = await browser.newContext({ baseURL: server.url, storageState, ...clipboard })
  const page = await context.newPage()
  try {
    await page.goto('/projects')
    await page.getByRole('link', { name: 'Create a robot account' }).click()
    await page.waitForURL(/robots/)
    const secret = await createRobot(page, 'library', 'ci', 'Repository: Push')
    await expect(page.getByRole('status').getByText('Waiting for the first sign-in')).toBeVisible()
    await expectNoViolationsInThemes(page)

    // Where the registry is, nobody has said yet: it is said in another tab, and the open dialog learns of it.
    const opening = page.waitForEvent('popup')
    await page.getByRole('link', { name: 'Set it under Configuration' }).click()
    const configuration = await opening
    await configuration.getByRole('textbox', { name: 'Registry Address' }).fill(`http://${registry.host}`)
    await configuration.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('The address of the registry is not set')).toHaveCount(0)
    await configuration.close()

    const login = await copy(page, 'Sign in')
    expect(login).toContain(registry.host)
    expect(await bash.run(['-c', login])).toMatchObject({ code: 0, output: expect.stringContaining('Login Succeeded') })
    await expect(page.getByRole('status').getByText(/^Signed in: Docker-Client\/.* from 127\.0\.0\.1$/)).toBeVisible()
    await expect(page.getByText(/seconds? ago$|now$/)).toBeVisible()

    await page.getByRole('tab', { name: 'Kubernetes' }).click()
    const yaml = await copy(page, 'Secret, as YAML')
    const file = path.join(skopeo.home, 'from-the-cluster.json')
    const [, indented] = /\.dockerconfigjson: \|\n((?: {4}.*\n?)+)/.exec(yaml)!
    writeFileSync(file, indented!.replaceAll(/^ {4}/gm, ''))
    const push = await skopeo.run([
      'copy',
      '--dest-tls-verify=false',
      `--authfile=${file}`,
      writeOciImage(skopeo.home, 'handed-on'),
      `docker://${registry.host}/library/app:1.0`,
    ])
    expect(push).toMatchObject({ code: 0 })
    // A text with the secret was copied: closing asks nothing, and takes it out of the page.
    await close(page)
    expect(await page.content()).not.toContain(secret)
  } finally {
    await context.close()
    await registry.stop()
    await server.stop()
    bash.clean()
    skopeo.clean()
  }
})

test.describe('in a project', () => {
  test.use({ viewer: 'projectAdmin' satisfies Viewer, ...clipboard })

  test('a refusal is told with its reason, then the sign-in, then that the robot is gone; nobody asks on', async ({
    page,
    project,
    server,
    allowErrors,
  }) => {
    // The robot that was deleted is not found, which the browser notes.
    allowErrors(/404.*\/hand-off/)
    const asked: { url: string; quiet: string | undefined }[] = []
    page.on('request', (request) => {
      const quiet = request.headers()['x-harbor-no-session-renewal']
      if (request.url().endsWith('/hand-off')) asked.push({ url: request.url(), quiet })
    })
    const secret = await createRobot(page, project.name, 'ci')
    const name = `robot$${project.name}+ci`
    const status = (text: RegExp) => expect(page.getByRole('status').filter({ hasText: text })).toBeVisible()
    await status(/^Waiting/)
    await ask(server.url, name, 'a-wrong-one')
    await status(/^A sign-in from 127\.0\.0\.1 was refused: the secret was wrong\.$/)
    await expect(async () => {
      await ask(server.url, name, secret)
      await status(/^Signed in: skopeo\/1\.9\.3 from 127\.0\.0\.1$/)
    }).toPass()
    await page.getByRole('button', { name: 'Copy name' }).click()
    await expect.poll(() => copied(page)).toBe(name)

    const remove = { headers: { origin: server.url, 'sec-fetch-site': 'same-origin' } }
    expect((await page.request.delete(asked[0]!.url.replace('/hand-off', ''), remove)).status()).toBe(200)
    await expect(page.getByText('This robot account has been deleted.')).toBeVisible({ timeout: 30_000 })
    await copySecret(page)
    await close(page)
    expect(asked.filter(({ quiet }) => quiet !== 'true')).toEqual([])
  })

  test('a secret that somebody chose is taken, is nowhere in the page, and fills in the texts where it is asked to', async ({
    page,
    project,
    server,
  }) => {
    await page.goto(`/projects/${project.name}/robots`)
    await page.getByRole('button', { name: 'New robot account' }).click()
    await page.getByLabel('Name', { exact: true }).fill('own')
    await page.getByRole('switch', { name: 'Choose the secret yourself' }).check()
    await page.getByLabel('New Secret', { exact: true }).fill(chosen)
    await page.getByLabel('Confirm Secret', { exact: true }).fill('another')
    await expect(page.getByText('The two secrets differ.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Next' })).toHaveAttribute('aria-disabled', 'true')
    await page.getByLabel('Confirm Secret', { exact: true }).fill(chosen)
    await expectNoViolationsInThemes(page)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('checkbox', { name: 'Repository: Pull' }).check()
    const answers: Promise<string>[] = []
    page.on('response', (response) => void answers.push(response.text().catch(() => '')))
    await page.getByRole('button', { name: 'Finish' }).click()
    const dialog = page.getByRole('dialog', { name: /Created/ })
    await expect(dialog.getByText('The one that you chose.')).toBeVisible()
    await expect(dialog.getByText('<secret of this robot>').first()).toBeVisible()
    const shown = () => dialog.innerText()
    expect(await shown()).not.toContain('Xq7owned')
    expect((await ask(server.url, `robot$${project.name}+own`, chosen)).status).toBe(200)
    await expect(dialog.getByRole('status').filter({ hasText: /^Signed in/ })).toBeVisible()
    expect((await Promise.all(answers)).join()).not.toContain('Xq7owned')

    await dialog.getByRole('switch', { name: 'Put it into the texts below' }).check()
    const bash = makeProgram('bash')
    const text = await copy(page, 'Sign in')
    const said = await bash.run(['-c', text.replace(/\| docker[^]*/, '')])
    bash.clean()
    expect(said).toEqual({ code: 0, output: chosen })
    await close(page)
    expect(await page.content()).not.toContain('Xq7owned')
    expect(server.log()).not.toContain('Xq7owned')
  })

  test('How to use tells the same of a robot that there is, by keyboard, and remembers the tool', async ({
    page,
    pageOf,
    project,
    seed,
  }) => {
    const name = unique('bot')
    await seed.robot({ project: project.name, name })
    const full = `robot$${project.name}+${name}`
    const open = async (viewed: Page): Promise<Locator> => {
      await viewed.goto(`/projects/${project.name}/robots`)
      await chooseRowAction(viewed, full, 'How to use')
      const dialog = viewed.getByRole('dialog', { name: 'How to use' })
      await expect(dialog.getByRole('status').filter({ hasText: /^Waiting/ })).toBeVisible()
      return dialog
    }
    const dialog = await open(page)
    await dialog.getByRole('tab', { name: 'Docker' }).focus()
    await page.keyboard.press('ArrowDown')
    await expect(dialog.getByRole('tab', { name: 'Podman, Skopeo, Buildah' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('tab', { name: 'Podman, Skopeo, Buildah' })).toHaveAttribute('aria-selected', 'true')
    await dialog.getByLabel('Shell').selectOption('PowerShell')
    await expect(dialog.getByText("'<secret of this robot>'").first()).toBeVisible()
    await expect(dialog.getByRole('button', { name: /^Download|\.json$/ })).toHaveCount(0)
    await expectNoViolationsInThemes(page)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)

    const again = await open(page)
    await expect(again.getByRole('tab', { name: 'Podman, Skopeo, Buildah' })).toHaveAttribute('aria-selected', 'true')
    await expect(again.getByLabel('Shell')).toHaveValue('powershell')
    await page.setViewportSize({ width: 390, height: 844 })
    await again.getByRole('tab', { name: 'Podman, Skopeo, Buildah' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(again.getByRole('tab', { name: 'Helm' })).toBeFocused()
    const overflow = () => again.evaluate((each) => each.scrollWidth > each.clientWidth)
    expect(await overflow()).toBe(false)
    await expectNoViolationsInThemes(page)

    // Who may see it may read it; only who may set the address is led there.
    const guest = await open(await pageOf('guest'))
    await expect(guest.getByText('A system admin can set it.')).toBeVisible()
  })
})
