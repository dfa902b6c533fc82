import { readFile } from 'node:fs/promises'
import { expect, expectNoViolationsInThemes, test, unique } from './fixtures'
import { chooseRowAction, copySecret, expectRow } from './verbs'

test.use({ viewer: 'systemAdmin', permissions: ['clipboard-read', 'clipboard-write'] })

test('in its place: one secret, as of a new robot account; a name that is taken is told in the form', async ({
  page,
  project,
  seed,
}) => {
  const source = await seed.robot({ project: project.name, name: 'ci', description: 'builds', disabled: true })
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, source.name, 'Clone')
  const dialog = page.getByRole('dialog', { name: 'Clone robot account' })
  await expect(dialog.getByText('The clone will work.')).toBeVisible()
  await dialog.getByLabel('Name', { exact: true }).fill('ci')
  await expectNoViolationsInThemes(page)
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('A robot account of this name already exists.')).toBeVisible()
  await dialog.getByLabel('Name', { exact: true }).fill('ci-2')
  await dialog.getByRole('button', { name: 'Clone' }).click()
  await expect(page.getByRole('dialog', { name: `Created '${source.name}-2' successfully.` })).toBeVisible()
  await copySecret(page)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expectRow(page, '+ci-2', ['Enabled', '1 Permission', 'builds'])
  const [made] = await seed.audit(`${source.name}-2`)
  expect(JSON.parse(made!.after as string)).toMatchObject({ clonedFrom: source.name })
})

test('into other projects at once: a secret each, shown once, one file of all, and why one was not made', async ({
  page,
  project,
  seed,
}) => {
  const stem = unique('clones')
  const names = ['a', 'b', 'c'].map((letter) => `${stem}-${letter}`)
  for (const name of names) await seed.project({ name })
  const source = await seed.robot({ project: project.name, name: 'ci' })
  await seed.robot({ project: names[1]!, name: 'ci' })
  await page.goto(`/projects/${project.name}/robots/ci`)
  await page.getByRole('button', { name: 'Action' }).click()
  await page.getByRole('menuitem', { name: 'Clone' }).click()
  const dialog = page.getByRole('dialog', { name: 'Clone robot account' })
  await dialog.getByLabel('Where to').selectOption('Other projects')
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('ci')
  await dialog.getByLabel('Filter by project name').fill(stem)
  for (const name of names) await dialog.getByRole('checkbox', { name: `Select ${name}` }).check()
  await expect(dialog.getByText('3 projects selected; up to 50.')).toBeVisible()
  await expectNoViolationsInThemes(page)
  await dialog.getByRole('button', { name: 'Clone 3 times' }).click()

  const result = page.getByRole('dialog', { name: '2 robot accounts cloned' })
  await expect(result.getByRole('listitem')).toHaveCount(3)
  await expect(result.getByRole('listitem').filter({ hasText: names[1] })).toContainText('already exists')
  const shown = await Promise.all(
    ['a', 'c'].map((letter) => result.getByLabel(`robot$${stem}-${letter}+ci`, { exact: true }).inputValue()),
  )
  await expectNoViolationsInThemes(page)
  // Neither copied nor exported yet, and one of two copied is not enough.
  await result.getByRole('button', { name: `Copy secret of robot$${stem}-a+ci` }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Back' }).click()
  const downloading = page.waitForEvent('download')
  await result.getByRole('button', { name: 'Export all to one file' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('ci-clones.json')
  const content = JSON.parse(await readFile(await download.path(), 'utf8')) as { name: string; secret: string }[]
  expect(content.map(({ name, secret }) => [name, secret])).toEqual([
    [`robot$${stem}-a+ci`, shown[0]],
    [`robot$${stem}-c+ci`, shown[1]],
  ])
  expect(new Set([...shown, source.secret]).size).toBe(3)
  await result.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(result).toHaveCount(0)
  expect(await page.content()).not.toContain(shown[0])
  expect(await seed.everything()).not.toContain(shown[0])
})
