import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import type { Seed } from './seed'
import { chooseRowAction } from './verbs'

/** Presses, and answers what the table says in the moment in which the dialog is gone. */
async function tableOnceClosed(page: Page, press: () => Promise<void>): Promise<string> {
  const closed = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const look = () => {
          if (document.querySelector('.modal-dialog')) return
          observer.disconnect()
          resolve(document.querySelector('tbody')!.innerHTML)
        }
        const observer = new MutationObserver(look)
        observer.observe(document, { childList: true, subtree: true, attributes: true })
      }),
  )
  await press()
  return closed
}

/** A project's robots, two of them there. */
async function withRobots(page: Page, seed: Seed, project: string): Promise<[string, string]> {
  const made = [await seed.robot({ project, name: 'one' }), await seed.robot({ project, name: 'two' })]
  await page.goto(`/projects/${project}/robots`)
  return made.map(({ name }) => name) as [string, string]
}

// Whoever opens a row's dialog again in that moment would begin with what has just been changed.
test.describe('a dialog closes together with the list that it has changed', () => {
  test.use({ viewer: 'systemAdmin' })

  test('a form: an edit', async ({ page, project, seed }) => {
    const [robot] = await withRobots(page, seed, project.name)
    await chooseRowAction(page, robot, 'Edit')
    const edit = page.getByRole('dialog', { name: 'Edit Robot Account' })
    await edit.getByLabel('Description').fill('What it is for')
    await edit.getByRole('button', { name: 'Next' }).click()
    const finish = edit.getByRole('button', { name: 'Finish' })
    expect(await tableOnceClosed(page, () => finish.click())).toContain('What it is for')
  })

  test('a question: one is disabled', async ({ page, project, seed }) => {
    const [robot] = await withRobots(page, seed, project.name)
    await chooseRowAction(page, robot, 'Disable')
    const disable = page.getByRole('alertdialog').getByRole('button', { name: 'Disable' })
    expect(await tableOnceClosed(page, () => disable.click())).toContain('Disabled')
  })

  test('many, each by itself: two are deleted', async ({ page, project, seed }) => {
    const [one, two] = await withRobots(page, seed, project.name)
    await page.getByRole('checkbox', { name: `Select ${one}` }).check()
    await chooseRowAction(page, two, 'Delete')
    const remove = page.getByRole('alertdialog').getByRole('button', { name: 'Delete' })
    expect(await tableOnceClosed(page, () => remove.click())).not.toContain(one)
  })

  test('many, all in one: a user is removed', async ({ page, project }) => {
    await page.goto(`/projects/${project.name}/members`)
    await chooseRowAction(page, 'guest', 'Remove')
    const remove = page.getByRole('alertdialog').getByRole('button', { name: 'Remove' })
    expect(await tableOnceClosed(page, () => remove.click())).not.toContain('guest')
  })
})
