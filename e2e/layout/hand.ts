import type { Locator, Page } from '@playwright/test'
import { createTranslator } from 'next-intl'
import { formatsOf } from '@/lib/i18n/formats'
import type { Locale } from '@/lib/i18n/locales'
import { expect, unique } from '../fixtures'
import { messagesIn, type Messages } from './messages'
import { pseudo } from './pseudo'
import type { World } from './world'

export type Language = Locale | 'pseudo'
type Values = Record<string, string | number>

/** Who walks: a page, the language that it is spoken to in, and what there is to see. */
export type Hand = { page: Page; language: Language; world: World }
/** What is done on the way to a place, by the keyboard alone. */
export type Step = (hand: Hand) => Promise<void>
/** A text by its key, or as it is. */
export type Text = string | ((hand: Hand) => string)

const messages: Record<Language, Messages> = {
  en: messagesIn('en'),
  de: messagesIn('de'),
  fr: messagesIn('fr'),
  'zh-CN': messagesIn('zh-CN'),
  pseudo: pseudo(messagesIn('en')),
}

/** A message as the page says it. */
export const said =
  (key: string, values?: Values | ((world: World) => Values)): ((hand: Hand) => string) =>
  ({ language, world }) => {
    const locale = language === 'pseudo' ? 'en' : language
    const t = createTranslator({
      locale,
      messages: messages[language] as never,
      formats: formatsOf(locale),
      timeZone: 'UTC',
    })
    return (t as (key: string, values?: Values) => string)(key, typeof values === 'function' ? values(world) : values)
  }

const textOf = (text: Text, hand: Hand): string => (typeof text === 'string' ? said(text)(hand) : text(hand))

/** A page that is still on its way may take the focus back once. */
const focus = (target: Locator) =>
  expect(async () => {
    await target.focus()
    await expect(target).toBeFocused({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })

/** Presses what has this name with the keyboard. */
export const press =
  (text: Text, role: 'button' | 'link' | 'menuitem' | 'menuitemradio' | 'switch' = 'button'): Step =>
  async (hand) => {
    const target = hand.page.getByRole(role, { name: textOf(text, hand), exact: true }).first()
    // As long as something is being checked it would only say that it is missing.
    await expect(target).not.toHaveClass(/btn-held/)
    await focus(target)
    await hand.page.keyboard.press(role === 'switch' ? 'Space' : 'Enter')
  }

/** As `press`, for what has a name of its own in every row. */
export const pressAt =
  (selector: string): Step =>
  async ({ page }) => {
    const target = page.locator(selector).first()
    await focus(target)
    await page.keyboard.press('Enter')
  }

export const key =
  (name: string): Step =>
  ({ page }) =>
    page.keyboard.press(name)

export const fill =
  (label: Text, text: string): Step =>
  async (hand) => {
    await hand.page.getByLabel(textOf(label, hand), { exact: true }).first().fill(text)
  }

/** A name that nothing has yet. */
export const fillNew =
  (label: Text): Step =>
  async (hand) => {
    await hand.page.getByLabel(textOf(label, hand), { exact: true }).first().fill(unique('throw-away'))
  }

export const tick =
  (label: Text): Step =>
  async (hand) => {
    const box = hand.page.getByRole('checkbox', { name: textOf(label, hand), exact: true }).first()
    if (await box.isChecked()) return
    await box.focus()
    await hand.page.keyboard.press('Space')
    await expect(box).toBeChecked()
  }

/** Selects rows by their names. */
export const select =
  (...names: ((world: World) => string)[]): Step =>
  async (hand) => {
    for (const name of names) await tick(said('table.selectRow', { name: name(hand.world) }))(hand)
  }

export const selectAll = tick('table.selectAll')
export const actionMenu = press('common.action')

/** Selects rows and chooses from the ACTION menu above them. */
export const act =
  (action: string, ...names: ((world: World) => string)[]): Step =>
  async (hand) => {
    await (names.length > 0 ? select(...names) : selectAll)(hand)
    await actionMenu(hand)
    await press(action, 'menuitem')(hand)
  }

/** Does what needs the page itself, such as losing the session. */
export const meanwhile =
  (change: (page: Page) => Promise<unknown>): Step =>
  async ({ page }) =>
    void (await change(page))

export const seen =
  (text: Text): Step =>
  async (hand) => {
    await expect(hand.page.getByText(textOf(text, hand)).last()).toBeVisible()
  }

/** Chooses in a list of the browser's own. */
export const choose =
  (selector: string, value: string): Step =>
  async ({ page }) =>
    void (await page.locator(selector).selectOption(value))

/** Chooses one of several by the keyboard. */
export const pick =
  (selector: string): Step =>
  async ({ page }) => {
    const target = page.locator(selector).first()
    await focus(target)
    await page.keyboard.press('Space')
    await expect(target).toBeChecked()
  }

export const shown =
  (selector: string): Step =>
  ({ page }) =>
    expect(page.locator(selector).first()).toBeVisible()
