import type { Page } from '@playwright/test'
import { expect, unique } from './fixtures'
import { writeOciImage } from './oci-image'
import { test } from './registry-fixtures'
import { chooseRowAction, createRobot, expectRow } from './verbs'

test.use({ viewer: 'projectAdmin' })

const pushed = { code: 0, output: expect.any(String) }
const denied = { code: 1, output: expect.stringMatching(/denied|unauthorized|authentication required/i) }
const notSignedIn = { code: 1, output: expect.stringMatching(/invalid username\/password/) }

/** Leaves the dialog that shows a secret. */
async function leaveSecret(page: Page) {
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('from New Robot Account to an image in a real registry, and what stops it', async ({ page, project, skopeo }) => {
  const full = (name: string) => `robot$${project.name}+${name}`
  const image = () => writeOciImage(skopeo.home, unique('text'))

  const secret = await createRobot(page, project.name, 'writer', 'Repository: Push')
  await leaveSecret(page)
  expect(await skopeo.login({ name: full('writer'), secret })).toEqual(pushed)
  expect(await skopeo.push(image(), `${project.name}/app:1`)).toEqual(pushed)

  const reading = await createRobot(page, project.name, 'reader')
  await leaveSecret(page)
  expect(await skopeo.login({ name: full('reader'), secret: reading })).toEqual(pushed)
  expect(await skopeo.pull(`${project.name}/app:1`, `oci:${skopeo.home}/copy:1`)).toEqual(pushed)
  expect(await skopeo.push(image(), `${project.name}/app:2`)).toEqual(denied)

  await chooseRowAction(page, full('writer'), 'Disable')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  await expectRow(page, full('writer'), ['Disabled'])
  expect(await skopeo.login({ name: full('writer'), secret })).toEqual(notSignedIn)
  await chooseRowAction(page, full('writer'), 'Enable')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Enable' }).click()
  await expectRow(page, full('writer'), ['Enabled'])
  expect(await skopeo.login({ name: full('writer'), secret })).toEqual(pushed)

  await chooseRowAction(page, full('writer'), 'Refresh secret')
  await page.getByRole('dialog', { name: 'Refresh Secret' }).getByRole('button', { name: 'Refresh' }).click()
  const refreshed = await page.getByLabel('Secret', { exact: true }).inputValue()
  await leaveSecret(page)
  expect(await skopeo.login({ name: full('writer'), secret })).toEqual(notSignedIn)
  expect(await skopeo.login({ name: full('writer'), secret: refreshed })).toEqual(pushed)

  await chooseRowAction(page, full('writer'), 'Refresh secret')
  await page.getByRole('switch').check()
  for (const label of ['New Secret', 'Confirm Secret'])
    await page.getByLabel(label, { exact: true }).fill('Chosen-Secret-1')
  await page.getByRole('dialog', { name: 'Refresh Secret' }).getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText(`The secret of ${full('writer')} was refreshed.`)).toBeVisible()
  expect(await skopeo.login({ name: full('writer'), secret: refreshed })).toEqual(notSignedIn)
  expect(await skopeo.login({ name: full('writer'), secret: 'Chosen-Secret-1' })).toEqual(pushed)
  expect(await skopeo.push(image(), `${project.name}/app:3`)).toEqual(pushed)

  await chooseRowAction(page, full('writer'), 'Delete')
  await page.getByLabel(`Type ${full('writer')} to confirm`).fill(full('writer'))
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('Robot account deleted.')).toBeVisible()
  expect(await skopeo.login({ name: full('writer'), secret: 'Chosen-Secret-1' })).toEqual(notSignedIn)
})
