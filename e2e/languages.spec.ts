import type { Page } from '@playwright/test'
import { expect, expectNoViolations, test, unique } from './fixtures'
import type { Seed } from './seed'
import { openMenu, signIn } from './verbs'

/** What stands where, in each language that the browser may ask for. */
const words = {
  de: { logIn: 'Anmelden', username: 'Benutzername', password: 'Passwort', projects: 'Projekte' },
  fr: { logIn: 'Se connecter', username: 'Nom d’utilisateur', password: 'Mot de passe', projects: 'Projets' },
  'zh-CN': { logIn: '登录', username: '用户名', password: '密码', projects: '项目' },
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const language = (page: Page) => page.locator('html').getAttribute('lang')

for (const [locale, said] of Object.entries(words)) {
  test.describe(`a browser that prefers ${locale}`, () => {
    test.use({ locale })

    test('is spoken to in its language from the first page on', async ({ page, users }) => {
      await page.goto('/sign-in')
      expect(await language(page)).toBe(locale)
      await expectNoViolations(page)
      await page.getByLabel(said.username).fill(users.projectAdmin.username)
      await page.getByLabel(said.password, { exact: true }).fill(users.projectAdmin.password)
      await page.getByRole('button', { name: said.logIn }).click()
      await expect(heading(page, said.projects)).toBeVisible()
    })
  })
}

test('the choice on the sign-in page holds before and after signing in', async ({ page, users }) => {
  await page.goto('/sign-in')
  await page.getByLabel('Username').fill(users.guest.username)
  const english = page.getByRole('menuitemradio', { name: 'English' })
  await openMenu(page, 'Language: English', english)
  await expect(english).toBeChecked()
  await expectNoViolations(page)
  await page.getByRole('menuitemradio', { name: 'Français' }).click()
  await expect(heading(page, 'Robot Console')).toBeVisible()
  await expect(page.getByLabel('Nom d’utilisateur')).toHaveValue(users.guest.username)
  await page.getByLabel('Mot de passe', { exact: true }).fill(users.guest.password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await expect(heading(page, 'Projets')).toBeVisible()
})

test.describe('in the account menu', () => {
  test('texts, dates and numbers change at once, and what was typed stays', async ({ page, seed }) => {
    const { project, username } = await signInAsReader(page, seed)
    const { name } = await seed.robot({ project, name: 'ci' })
    await page.goto(`/projects/${project}/robots`)
    const created = page.getByRole('row').filter({ hasText: name }).locator('time')
    await expect(created).toHaveText(/^\d{1,2}\/\d{1,2}\/\d{4}, \d{1,2}:\d\d\s[AP]M$/)
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('searchbox').fill('ci')
    await expect(page).toHaveURL(/q=ci/)

    await choose(page, `Account of ${username}`, 'Deutsch')
    await expect(heading(page, project)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Neues Robot-Konto' })).toBeVisible()
    await expect(created).toHaveText(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d$/)
    await expect(page.getByRole('searchbox', { name: /^Nach Namen .* suchen$/ })).toHaveValue('ci')
    expect(await language(page)).toBe('de')
    await expectNoViolations(page)

    await choose(page, `Konto von ${username}`, '简体中文')
    await expect(page.getByRole('button', { name: '创建机器人账户' })).toBeVisible()
    await expect(created).toHaveText(/^\d{4}\/\d{1,2}\/\d{1,2} \d\d:\d\d$/)
    await expectNoViolations(page)

    await choose(page, `${username} 的账户`, 'Français')
    await expect(page.getByRole('button', { name: 'Nouveau compte robot' })).toBeVisible()
    await expect(created).toHaveText(/^\d\d\/\d\d\/\d{4} \d\d:\d\d$/)
    await expectNoViolations(page)
  })

  test('the choice survives a reload and signing out', async ({ page, seed }) => {
    const { username } = await signInAsReader(page, seed)
    await choose(page, `Account of ${username}`, 'Deutsch')
    await expect(heading(page, 'Projekte')).toBeVisible()
    await page.reload()
    await expect(heading(page, 'Projekte')).toBeVisible()
    const logOut = page.getByRole('menuitem', { name: 'Abmelden', exact: true })
    await openMenu(page, `Konto von ${username}`, logOut)
    await logOut.click()
    await expect(page.getByRole('button', { name: 'Anmelden' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Sprache: Deutsch' })).toBeVisible()
  })

  test('only the present language travels to the browser', async ({ page, seed }) => {
    const { project, username } = await signInAsReader(page, seed)
    await page.goto(`/projects/${project}/robots`)
    await choose(page, `Account of ${username}`, 'Deutsch')
    await expect(page.getByRole('button', { name: 'Neues Robot-Konto' })).toBeVisible()
    const bodies: Promise<string>[] = []
    page.on('response', (response) => {
      if (['script', 'document'].includes(response.request().resourceType())) bodies.push(response.text())
    })
    await page.reload({ waitUntil: 'networkidle' })
    const loaded = (await Promise.all(bodies)).join('')
    expect(loaded).toContain('Neues Robot-Konto')
    for (const foreign of ['New robot account', '创建机器人账户', 'Nouveau compte robot']) {
      expect(loaded).not.toContain(foreign)
    }
  })
})

const wizard = {
  de: { new: 'Neues Robot-Konto', name: 'Name', next: 'Weiter', finish: 'Fertigstellen', close: 'Schließen' },
  fr: { new: 'Nouveau compte robot', name: 'Nom', next: 'Suivant', finish: 'Terminer', close: 'Fermer' },
}
for (const [locale, said] of Object.entries(wizard)) {
  for (const width of [1440, 900]) {
    test.describe(`${locale} at ${width} pixels`, () => {
      test.use({ viewer: 'projectAdmin', locale, viewport: { width, height: 900 } })

      test('nothing of the wizard or the secret is cut off', async ({ page, project }) => {
        await page.goto(`/projects/${project.name}/robots`)
        await expectNothingCutOff(page)
        await page.getByRole('button', { name: said.new }).click()
        await page.getByLabel(said.name, { exact: true }).fill('ci')
        await expectNothingCutOff(page)
        await expectNoViolations(page)
        await page.getByRole('button', { name: said.next, exact: true }).click()
        await page.getByRole('checkbox', { name: /Pull$/ }).check()
        await expectNothingCutOff(page)
        await page.getByRole('button', { name: said.finish }).click()
        await expect(page.getByRole('button', { name: said.close, exact: true })).toBeVisible()
        await expectNothingCutOff(page)
        await expectNoViolations(page)
      })
    })
  }
}

/** A language is kept with who chose it, so that is nobody whom other tests sign in as. */
async function signInAsReader(page: Page, seed: Seed): Promise<{ username: string; project: string }> {
  const reader = { username: unique('reader'), password: 'Password-of-reader-1' }
  const project = unique('project')
  await seed.user(reader)
  await seed.project({ name: project, members: { [reader.username]: 'projectAdmin' } })
  await page.goto('/sign-in')
  await signIn(page, reader)
  await expect(heading(page, 'Projects')).toBeVisible()
  return { username: reader.username, project }
}

async function choose(page: Page, menu: string, name: string): Promise<void> {
  const item = page.getByRole('menuitemradio', { name })
  await openMenu(page, menu, item)
  await item.click()
}

/** The page does not scroll sideways, and every button on it shows its whole text, within the window. */
async function expectNothingCutOff(page: Page): Promise<void> {
  const findings = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    function* parentsOf(element: Element) {
      for (let parent = element.parentElement; parent; parent = parent.parentElement) yield parent
    }
    const cut = [...document.querySelectorAll<HTMLElement>('button, .btn, [role="tab"], .nav-link')]
      .filter((element) => element.checkVisibility() && element.innerText.trim() !== '')
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect()
        // A wide table scrolls within itself, and whoever scrolls sees all of it.
        const isScrolled = [...parentsOf(element)].some((parent) => getComputedStyle(parent).overflowX === 'auto')
        const isOutside = !isScrolled && (left < 0 || right > window.innerWidth)
        return element.scrollWidth > element.clientWidth + 1 || isOutside
      })
    return [...(scrollWidth > clientWidth ? ['the page'] : []), ...cut.map((element) => element.innerText)]
  })
  expect(findings).toEqual([])
}
