import type { BrowserContext, Page } from '@playwright/test'
import { expect, type Viewer } from '../fixtures'
import { violationsOf } from '../violations'
import { layoutFaults } from './faults'
import type { Hand, Language } from './hand'
import { look, type Place } from './places/place'
import type { World } from './world'

const height = 900

export type Walk = {
  url: string
  /** A page of this viewer, the same one every time. */
  pageOf: (viewer: Viewer | null) => Promise<Page>
  stateOf: (viewer: Viewer) => Promise<Awaited<ReturnType<BrowserContext['storageState']>>>
  world: World
  /** Whether the server's English is the pseudo-language. */
  setPseudo: (isOn: boolean) => void
  /**
   * The first is the one that all is reached in; in that one alone axe looks as well. The pseudo-language does not stand
   * beside English: a page tells by its `lang` that it has changed.
   */
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
    for (const fault of await faultsOf(page)) note(fault, `${hand.language} ${width}`)
  }
  const inWidths = async () => {
    for (const width of shown) {
      await page.setViewportSize({ width, height })
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
  }
  async function lookOnTheWay() {
    await lookAround()
    if (hand.language === first) return
    await speakOn(walk, page, first)
    hand.language = first
  }
  async function goThere(atLook: () => Promise<void>) {
    for (const step of place.way) await (step === look ? atLook() : step(hand))
  }

  await begin(first)
  if (place.kind !== 'menu') {
    await goThere(lookOnTheWay)
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
      await report(width)
    }
    if (walk.axe && language === first) for (const fault of await violations(page)) note(fault, first)
  }
  return answer()
}

/** The pseudo-language stands in English's place. */
const localeOf = (language: Language) => (language === 'pseudo' ? 'en' : language)

async function speak({ url, setPseudo }: Walk, page: Page, language: Language): Promise<void> {
  setPseudo(language === 'pseudo')
  await page.context().addCookies([{ name: 'locale', value: localeOf(language), url }])
}

/** In another language, what is open stays open: as the menu of languages does it. */
async function speakOn(walk: Walk, page: Page, language: Language): Promise<void> {
  await speak(walk, page, language)
  await page.evaluate(() => (window as unknown as { next: { router: { refresh: () => void } } }).next.router.refresh())
  await expect(page.locator('html')).toHaveAttribute('lang', localeOf(language))
}

/** Drawn, with what measures itself, and with nothing on its way from one colour or place to another; in the browser. */
async function settle(): Promise<void> {
  for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame)
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
}

/** What is wrong once all stands still; in the browser. */
async function lastFaults(settled: typeof settle, faults: typeof layoutFaults): Promise<string[]> {
  await settled()
  let found = faults()
  // A text that has just come is measured, and given its title, a moment later.
  for (let again = 0; again < 4 && found.length > 0; again++) {
    await settled()
    found = faults()
  }
  return found
}

/** In one question, of which there are thousands. */
const faultsOf = (page: Page): Promise<string[]> =>
  page.evaluate(`(${String(lastFaults)})(${String(settle)}, ${String(layoutFaults)})`)

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
  // The page under a dialog is a place of its own.
  const part = (await page.evaluate(isInDialog)) ? '.modal-dialog' : undefined
  const scan = async (how: string, rules?: string[]) => {
    const only = rules && { part, rules }
    for (const violation of await violationsOf(page, only)) found.push(`axe ${how}: ${violation}`)
  }
  await page.evaluate(settle)
  await scan('dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.evaluate(settle)
  await scan('light', colours)
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' })
  await scan('forced colours', colours)
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' })
  if (!(await page.evaluate(scrollToEnds))) return found
  await scan('scrolled', [...colours, 'scrollable-region-focusable'])
  await page.evaluate(scrollBack)
  return found
}

const isInDialog = () => [...document.querySelectorAll('.modal-dialog')].some((each) => each.checkVisibility())

function scrollToEnds(): boolean {
  const all = [...document.querySelectorAll('*')].filter((each) => each.scrollHeight > each.clientHeight + 1)
  for (const each of all) each.scrollTop = each.scrollHeight
  return all.some(({ scrollTop }) => scrollTop > 0)
}

function scrollBack(): void {
  for (const each of document.querySelectorAll('*')) if (each.scrollTop > 0) each.scrollTop = 0
}
