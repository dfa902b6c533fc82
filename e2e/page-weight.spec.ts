import type { Page, Response } from '@playwright/test'
import { expect, test, type Viewer } from './fixtures'

/** What a page loads with nothing in the browser's cache, as it comes over the wire. */
type Load = { type: string; url: string; bytes: number; headers: Record<string, string> }

async function coldLoad(page: Page, path: string): Promise<Load[]> {
  const answers: Response[] = []
  page.on('response', (response) => void (response.url().startsWith('data:') || answers.push(response)))
  await page.goto(path, { waitUntil: 'networkidle' })
  return Promise.all(
    answers.map(async (response) => ({
      type: response.request().resourceType(),
      url: response.url(),
      bytes: (await response.request().sizes()).responseBodySize,
      headers: await response.allHeaders(),
    })),
  )
}

const sum = (loads: Load[], type: string): number =>
  loads.filter((load) => load.type === type).reduce((total, { bytes }) => total + bytes, 0)

test.describe('a cold load', () => {
  test.use({ viewer: 'projectAdmin' satisfies Viewer })

  test('of the robots page: at most 153 kB of scripts, 45 kB of styles and 22 requests', async ({
    page,
    project,
    seed,
  }) => {
    for (let index = 0; index < 16; index++) await seed.robot({ project: project.name, name: `bot-${index}` })
    const loads = await coldLoad(page, `/projects/${project.name}/robots`)
    const list = loads.map(({ type, bytes, url }) => `${type} ${bytes} ${new URL(url).pathname}`).join('\n')
    test.info().annotations.push({ type: 'weight', description: list })
    expect(sum(loads, 'script')).toBeGreaterThan(50_000)
    expect(sum(loads, 'script'), list).toBeLessThanOrEqual(153_000)
    expect(sum(loads, 'stylesheet')).toBeGreaterThan(10_000)
    expect(sum(loads, 'stylesheet'), list).toBeLessThanOrEqual(45_000)
    expect(loads.length, list).toBeLessThanOrEqual(22)
  })

  test('shows the rows as soon as they are there: React does not hold them back', async ({ page, project }) => {
    const answer = await page.goto(`/projects/${project.name}/robots`)
    // What it asks of the page: whether a first paint was noted. It is not, and cannot be (app/layout.tsx).
    expect(await answer!.text()).toContain('"number"!==typeof $RT?requestAnimationFrame($RV')
    expect(await page.evaluate(() => typeof (window as unknown as { $RT: unknown }).$RT)).toBe('undefined')
    await expect(page.getByRole('table')).toBeVisible()
  })
})
