import { expect, type Locator, type Page } from '@playwright/test'

/** Fills in the sign-in form of the open page and sends it. */
export async function signIn(
  page: Page,
  { username, password }: { username: string; password: string },
): Promise<void> {
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
}

/** Opens a menu; a press before the page's script runs does nothing, so it is pressed until the item can be seen. */
export async function openMenu(page: Page, menu: string | RegExp, item: Locator): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: menu }).click()
    await expect(item).toBeVisible({ timeout: 3_000 })
  }).toPass()
}

/** Opens the user menu. */
export const openAccountMenu = (page: Page): Promise<void> =>
  openMenu(page, /^Account of /, page.getByRole('menuitem', { name: 'Log out', exact: true }))

/**
 * Waits until the page that signing in leads to can be pressed: what it shows is there before its script is, and a press
 * in between is lost.
 */
export async function signedIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()
  await page.waitForLoadState()
}

/** Signs out through the user menu. */
export async function signOut(page: Page): Promise<void> {
  await openAccountMenu(page)
  await page.getByRole('menuitem', { name: 'Log out', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in/)
}

/** The row whose cells contain this text, in the only table of the page or in `table`. */
export function row(scope: Page | Locator, text: string | RegExp): Locator {
  return scope.getByRole('row').filter({ hasText: text })
}

/** Expects exactly one row with this text, showing all these cells. */
export async function expectRow(
  scope: Page | Locator,
  text: string | RegExp,
  cells: (string | RegExp)[] = [],
): Promise<void> {
  const found = row(scope, text)
  await expect(found).toHaveCount(1)
  for (const cell of cells) await expect(found.getByRole('cell', { name: cell }).first()).toBeVisible()
}

/** The texts of a column, from top to bottom, as they are at this moment. */
export const columnTexts = (page: Page, column: number): Promise<string[]> =>
  // Row by row would wait for ever for a row that a refresh took away meanwhile.
  page
    .getByRole('row')
    .evaluateAll(
      (rows, nth) => rows.slice(1).map((row) => row.querySelectorAll<HTMLElement>('td')[nth]?.innerText.trim() ?? ''),
      column,
    )

/** Selects the named row alone and picks an item of the ACTION menu above the table. */
export async function chooseRowAction(page: Page, rowName: string, action: string): Promise<void> {
  const box = page.getByRole('checkbox', { name: `Select ${rowName}` })
  const item = page.getByRole('menuitem', { name: action })
  // A press before the page’s script runs does nothing.
  await expect(async () => {
    if (!(await box.isChecked())) await box.check({ timeout: 5_000 })
    if (!(await item.isVisible())) await page.getByRole('button', { name: 'Action' }).click({ timeout: 5_000 })
    await expect(item).toBeEnabled({ timeout: 1_000 })
    // One that is under way is not given up: it would be pressed behind the dialog that it opens.
    await item.click({ timeout: 30_000 })
  }).toPass()
}

/** Makes a robot that may pull through the wizard, and answers the secret that the open dialog shows. */
export async function createRobot(page: Page, project: string, name: string, permission = 'Repository: Pull') {
  await page.goto(`/projects/${project}/robots`)
  await page.getByRole('button', { name: 'New robot account' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('checkbox', { name: permission }).check()
  await page.getByRole('button', { name: 'Finish' }).click()
  return page
    .getByRole('dialog', { name: /Created/ })
    .getByLabel('Secret', { exact: true })
    .inputValue()
}

/** Copies the secret that the open dialog shows, until it says so: closing before that asks. */
export async function copySecret(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Copy secret' }).click()
  await expect(page.locator('.secret-saved')).toHaveText('Copied')
}

/** Leaves the open form in which something was typed: it asks, and is told to. */
export async function discard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('alertdialog', { name: 'Discard changes?' }).getByRole('button', { name: 'Discard' }).click()
}
