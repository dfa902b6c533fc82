import type { Locator } from '@playwright/test'
import { expect, test, unique } from './fixtures'
import { openMenu } from './verbs'

const stem = 'international-payments-and-settlement-platform-of-the-northern-region'

type Box = { x: number; width: number; height: number }
const right = ({ x, width }: Box) => x + width

const boxesOf = async (parts: Locator) =>
  Promise.all((await parts.all()).map(async (each) => (await each.boundingBox())!))

test.describe('names that differ at their ends alone', () => {
  test.use({ viewer: 'projectAdmin' })

  test('are cut in the middle, and whole for whoever copies them or has them read', async ({ page, project, seed }) => {
    const robot = await seed.robot({ project: project.name, name: `${stem}-production` })
    await seed.robot({ project: project.name, name: `${stem}-staging` })
    await page.goto(`/projects/${project.name}/robots`)
    const name = page.getByRole('link', { name: robot.name, exact: true }).locator('.name')
    await expect(name).toHaveAttribute('title', robot.name)
    const end = (await name.getAttribute('data-end'))!
    expect([robot.name.endsWith(end), end.length > 8]).toEqual([true, true])
    // What is drawn of it ends in its cell.
    const cell = page.getByRole('cell').filter({ has: name })
    expect(right((await name.boundingBox())!)).toBeLessThan(right((await cell.boundingBox())!))
    expect(
      await name.evaluate((each) => {
        getSelection()!.selectAllChildren(each)
        return getSelection()!.toString()
      }),
    ).toBe(robot.name)

    // Where there is room for it nothing is cut.
    await page.getByRole('button', { name: `Whole text: ${robot.name}` }).click()
    await expect(name).not.toHaveAttribute('data-end')
    await page.emulateMedia({ media: 'print' })
    expect(await name.evaluate((each) => getComputedStyle(each, '::after').content)).toBe('none')
  })

  test('stand in line with what became of each', async ({ page, project, seed }) => {
    const long = await seed.robot({ project: project.name, name: `${stem}-${unique('production')}` })
    const short = await seed.robot({ project: project.name, name: 'ci' })
    await page.goto(`/projects/${project.name}/robots`)
    for (const { name } of [long, short]) await page.getByRole('checkbox', { name: `Select ${name}` }).check()
    const disable = page.getByRole('menuitem', { name: 'Disable' })
    await openMenu(page, 'Action', disable)
    await disable.click()
    await seed.changeRobot(short.id, 'delete')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
    const results = page.getByRole('list', { name: 'Result for each robot account' })
    await expect(results.getByRole('listitem')).toHaveText([/Failed: /, /Disabled$/])
    await expect(results.getByText(long.name)).toBeVisible()
    const [names, texts] = [await boxesOf(results.locator('.name')), await boxesOf(results.locator('li > :last-child'))]
    expect(new Set(texts.map(({ x }) => x)).size).toBe(1)
    for (const box of names) expect(right(box)).toBeLessThan(texts[0]!.x)
    expect(names[1]!.height).toBeLessThan(25)
  })
})
