import type { BrowserContext, Page } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Viewer } from '../fixtures'
import { layoutFaults } from './faults'
import type { Hand, Language } from './hand'
import { look, type Place } from './places'
import type { World } from './world'

const height = 900

export type Walk = {
  url: string
  /** A page of this viewer, the same one every time. */
  pageOf: (viewer: Viewer | null) => Promise<Page>
  stateOf: (viewer: Viewer) => Promise<Awaited<ReturnType<BrowserContext['storageState']>>>
  world: World
  /** The first is the one that all is reached in; in that one alone axe looks as well. */
  languages: [Language, ...Language[]]
  axe: boolean
  widths: number[]
}

/** Goes to a place, looks around in every language and width, and answers what is wrong there, a line per fault. */
export async function faultsAt(place: Place, walk: Walk): Promise<string[]> {
  const page = await walk.pageOf(place.as)
  const [first, ...others] = walk.languages
  const hand: Hand = { page, language: first, world: walk.world }
  const shown = walk.widths
  const faults = new Map<string, string[]>()
  const note = (fault: string, where: string) => faults.set(fault, [...(faults.get(fault) ?? []), where])
  const answer = () => [...faults].map(([fault, where]) => `${where.join(', ')}: ${fault}`)

  async function begin(language: Language) {
    hand.language = language
    await page.context().setOffline(false)
    await speak(walk, page, language)
    // Another place may have lost it.
    if (place.as) await page.context().addCookies((await walk.stateOf(place.as)).cookies)
    await page.setViewportSize({ width: shown[0]!, height })
    // A page that stays for a change of its hash would be the old one still.
    if (place.at(walk.world).includes('#')) await page.goto('about:blank')
    await page.goto(place.at(walk.world))
    await page.waitForFunction(() => 'router' in (window as unknown as { next?: object }).next!)
  }
  const report = async (width: number) => {
    let found = await page.evaluate(layoutFaults)
    // A text that has just come is measured, and given its title, a moment later.
    for (let again = 0; again < 4 && found.length > 0; again++) {
      await settled(page)
      found = await page.evaluate(layoutFaults)
    }
    for (const fault of found) note(fault, `${hand.language} ${width}`)
  }
  const inWidths = async () => {
    for (const width of shown) {
      await page.setViewportSize({ width, height })
      await settled(page)
      await report(width)
    }
    await page.setViewportSize({ width: shown[0]!, height })
  }

  async function lookAround() {
    await expectFocusInLayer(page)
    await inWidths()
    if (walk.axe) for (const fault of await violations(page)) note(fault, first)
    if (place.kind !== 'page') return
    for (const language of others) {
      await speakOn(walk, page, language)
      hand.language = language
      await inWidths()
    }
    if (others.length === 0) return
    await speakOn(walk, page, first)
    hand.language = first
  }
  async function goThere(atLook: () => Promise<void>) {
    for (const step of place.way) await (step === look ? atLook() : step(hand))
  }

  await begin(first)
  if (place.kind !== 'menu') {
    await goThere(lookAround)
    await lookAround()
    if (place.kind === 'page') return answer()
    for (const language of others) {
      await begin(language)
      await goThere(inWidths)
      await inWidths()
    }
    return answer()
  }
  for (const language of walk.languages) {
    // A popup keeps the place that it opened at. It has room in the middle if it has some in the narrowest.
    for (const width of new Set([shown[0]!, shown.at(-1)!])) {
      await begin(language)
      await page.setViewportSize({ width, height })
      await goThere(async () => undefined)
      await settled(page)
      await report(width)
    }
    if (walk.axe && language === first) for (const fault of await violations(page)) note(fault, first)
  }
  return answer()
}

/** The pseudo-language stands in English's place. */
const localeOf = (language: Language) => (language === 'pseudo' ? 'en' : language)

const speak = ({ url }: Walk, page: Page, language: Language) =>
  page.context().addCookies([{ name: 'locale', value: localeOf(language), url }])

/** In another language, what is open stays open: as the menu of languages does it. */
async function speakOn(walk: Walk, page: Page, language: Language): Promise<void> {
  await speak(walk, page, language)
  await page.evaluate(() => (window as unknown as { next: { router: { refresh: () => void } } }).next.router.refresh())
  await expect(page.locator('html')).toHaveAttribute('lang', localeOf(language), { timeout: 8_000 })
}

/** Drawn, with what measures itself, and with nothing on its way from one colour or place to another. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame)
    for (let frames = 0; frames < 3; frames++) await frame()
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
  })

/** Who opens a dialog or a menu by the keyboard stands in it. */
async function expectFocusInLayer(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const layers = document.querySelectorAll('[role="dialog"]:not([popover]), [role="alertdialog"], [role="menu"]')
        const layer = [...layers].filter((each) => each.checkVisibility()).at(-1)
        return !layer || layer.contains(document.activeElement)
      }),
    )
    .toBe(true)
}

/** What a theme can break: the rest is the same in all. */
const colours = ['color-contrast', 'link-in-text-block']

async function violations(page: Page): Promise<string[]> {
  const found: string[] = []
  const scan = async (how: string, rules?: string[]) => {
    const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
    const { violations: all } = await (rules ? builder.withRules(rules) : builder).analyze()
    for (const { id, nodes } of all)
      found.push(`axe ${how}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  }
  await settled(page)
  await scan('dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await settled(page)
  await scan('light', colours)
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' })
  await scan('forced colours', colours)
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' })
  if (!(await page.evaluate(scrollToEnds))) return found
  await scan('scrolled', [...colours, 'scrollable-region-focusable'])
  await page.evaluate(scrollBack)
  return found
}

function scrollToEnds(): boolean {
  const all = [...document.querySelectorAll('*')].filter((each) => each.scrollHeight > each.clientHeight + 1)
  for (const each of all) each.scrollTop = each.scrollHeight
  return all.some(({ scrollTop }) => scrollTop > 0)
}

function scrollBack(): void {
  for (const each of document.querySelectorAll('*')) if (each.scrollTop > 0) each.scrollTop = 0
}
