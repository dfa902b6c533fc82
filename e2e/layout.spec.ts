import type { Page } from '@playwright/test'
import { expect, expectNoViolations, test } from './fixtures'

test.use({ viewer: 'projectAdmin' })

const description =
  'GitLab CI builds and pushes every image of the team, and what else is needed to test them in the pipeline'

type Seeds = { project: { name: string }; seed: import('./seed').Seed }

async function fill({ project, seed }: Seeds) {
  const robot = (name: string, more: object = {}) => seed.robot({ project: project.name, name, ...more })
  await robot('ci', { description, durationDays: 365 })
  await robot(`very-${'long-'.repeat(40)}name`, { durationDays: 2_147_483_646 })
  await robot('never', { durationDays: -1, disabled: true, description: 'x'.repeat(1000) })
  for (let index = 0; index < 12; index++) await robot(`team-${index}`, { description: `Team ${index}` })
  await seed.legacyRobot({ project: project.name, name: 'jenkins' })
}

/** Cells whose text runs out of them, of the rows that can be seen. */
const overrun = (page: Page) =>
  page.locator('.data-table td:not(.select-cell)').evaluateAll((cells) =>
    cells.flatMap((cell) => {
      const range = document.createRange()
      range.selectNodeContents(cell)
      const clipped = cell.querySelector('.clamped-text, .expires-in > span')
      const right = clipped ? clipped.getBoundingClientRect().right : range.getBoundingClientRect().right
      return right > cell.getBoundingClientRect().right + 1 ? [(cell as HTMLElement).innerText] : []
    }),
  )

for (const locale of ['en-US', 'de', 'fr', 'zh-CN']) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale, viewport: { width: 1440, height: 900 } })

    test('a line per robot, thirteen of them on the first screen, and nothing runs over', async ({
      page,
      project,
      seed,
    }) => {
      await fill({ project, seed })
      await page.goto(`/projects/${project.name}/robots`)
      const rows = page.locator('.data-table tbody tr')
      await expect(rows).toHaveCount(15)
      // They are there before they are shown.
      await expect(rows.last()).toBeVisible()
      const boxes = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().toJSON() as DOMRect))
      expect(new Set(boxes.map(({ height }) => height))).toEqual(new Set([40]))
      expect(boxes.filter(({ bottom }) => bottom <= 900).length).toBeGreaterThanOrEqual(13)
      expect(await overrun(page)).toEqual([])
      await expectNoViolations(page)
    })
  })
}

test('what is cut off is shown by its button, with the keyboard too', async ({ page, project, seed }) => {
  await seed.robot({ project: project.name, name: 'ci', description })
  await page.goto(`/projects/${project.name}/robots`)
  const text = page.getByText(description)
  await expect(text).toHaveAttribute('title', description)
  const button = page.getByRole('button', { name: /^Whole text: Description, .*\+ci$/ })
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(button).toHaveAttribute('aria-expanded', 'true')
  expect(await text.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
  await expectNoViolations(page)
  await page.keyboard.press('Enter')
  await expect(button).toHaveAttribute('aria-expanded', 'false')
})

test('search and messages move nothing', async ({ page, project, seed }) => {
  await seed.robot({ project: project.name, name: 'ci' })
  await page.goto(`/projects/${project.name}/robots`)
  const places = async () => {
    const table = await page.getByRole('table').boundingBox()
    const refresh = await page.getByRole('button', { name: 'Refresh' }).boundingBox()
    const filter = await page.getByRole('button', { name: 'Filter' }).boundingBox()
    return [table!.y, refresh!.x, refresh!.y, filter!.x, filter!.y]
  }
  await expect(page.getByRole('row', { name: /\+ci/ })).toBeVisible()
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const before = await places()
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByRole('searchbox')).toBeFocused()
  expect(await places()).toEqual(before)
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: /\+ci$/ }).check()
  await page.getByRole('button', { name: 'Action' }).click()
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByRole('status').getByText(/disabled\.$/)).toBeVisible()
  expect(await places()).toEqual(before)
})

test.describe('at 390 pixels', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the name stays while the rest scrolls, and menu, drop-down and matrix are within the window', async ({
    page,
    project,
    seed,
  }) => {
    await fill({ project, seed })
    await page.goto(`/projects/${project.name}/robots`)
    const name = page.getByRole('cell', { name: `robot$${project.name}+ci`, exact: true })
    await page.locator('.datagrid').evaluate((grid) => grid.scrollTo({ left: 1000 }))
    await expect(name).toBeInViewport({ ratio: 1 })
    await page.locator('.datagrid').evaluate((grid) => grid.scrollTo({ left: 0 }))

    await page.getByRole('button', { name: 'Action' }).click()
    expect(await isWithin(page, '.menu-popup')).toBe(true)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '1 Permission' }).first().click()
    expect(await isWithin(page, '.drop-down:popover-open')).toBe(true)
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Show as table' }).click()
    const label = page.getByRole('rowheader', { name: 'Repository' })
    expect((await label.boundingBox())!.height).toBeLessThan(30)
    await expectNoViolations(page)
  })
})

const isWithin = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    return left >= 0 && right <= window.innerWidth && top >= 0 && bottom <= window.innerHeight
  })
