import type { Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'

/** What axe finds on the page as it stands, or in a part of it, a line each; all its rules, or just these. */
export async function violationsOf(page: Page, { part, rules }: { part?: string; rules?: string[] } = {}) {
  // Most pages are looked at several times: axe is read in once.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  // What is right needs no list, and is not sent.
  const options: RunOptions = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) }
  return page.evaluate(run, { part, options })
}

async function run({ part, options }: { part?: string; options: RunOptions }): Promise<string[]> {
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(part ?? document, options)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
