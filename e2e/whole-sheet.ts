import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from './fixtures'

const wholeSheet = readFileSync(path.join(import.meta.dirname, '../node_modules/@clr/ui/clr-ui.min.css'), 'utf8')

/**
 * The build leaves out what of Clarity's style sheet nothing uses (scripts/styles/clarity-in-use.mjs). Adds the whole
 * sheet to the page as it stands and expects no style of any element to change.
 */
export async function expectNoRuleMissing(page: Page): Promise<void> {
  expect(await page.evaluate(changedByWholeSheet, wholeSheet)).toEqual([])
}

function changedByWholeSheet(sheet: string): string[] {
  // The whole sheet does not know of the theme `system`: scripts/styles/themes.mjs.
  document.body.setAttribute('cds-theme', 'dark')
  // What a variable is shows where it is used, what lies in a direction of writing at a side; and the build drops what
  // no browser of today needs.
  const isOwn = (property: string) => !/^(--|text-size-adjust)|-(block|inline)(-|$)|^(block|inline)-size/.test(property)
  const properties = [...getComputedStyle(document.body)].filter(isOwn)
  const values = (style: CSSStyleDeclaration) => properties.map((property) => style.getPropertyValue(property))
  function look() {
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
    return elements.flatMap((element) =>
      [undefined, '::before', '::after'].map((pseudo) => {
        const style = getComputedStyle(element, pseudo)
        const content = style.content
        return pseudo && (content === 'none' || content === 'normal') ? ['absent'] : values(style)
      }),
    )
  }
  // Of elements that stand alike one is enough, such as of a table's rows. What turns is another at every look.
  const places = new Map<string, Element>()
  for (const element of document.querySelectorAll('body, body *:not(script, .spinner, .spinner *)')) {
    let place = ''
    for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
      const states = [':first-child', ':last-child', ':disabled', ':checked', ':focus'].filter((each) =>
        at!.matches(each),
      )
      place += ` ${at.tagName}.${at.getAttribute('class')}[${at.getAttribute('type')}]${states.join('')}`
    }
    places.set(place, element)
  }
  const elements = [...places.values()]
  // The build writes a colour in another way, by which a channel may be rounded differently.
  function isSame(one: string, other: string): boolean {
    if (one === other) return true
    const [a, b] = [one.match(/[\d.]+/g) ?? [], other.match(/[\d.]+/g) ?? []]
    const near = a.length === b.length && a.every((number, index) => Math.abs(Number(number) - Number(b[index])) <= 1)
    return near && one.includes('rgb') && one.replace(/[\d.]+/g, '') === other.replace(/[\d.]+/g, '')
  }
  const before = look()
  const whole = new CSSStyleSheet()
  whole.replaceSync(`@layer clarity { ${sheet} }`)
  document.adoptedStyleSheets = [whole]
  const after = look()
  document.adoptedStyleSheets = []
  look()
  return before.flatMap((style, index) => {
    const { tagName, className } = elements[Math.floor(index / 3)]!
    return style.flatMap((value, nth) => {
      const changed = after[index]![nth] ?? 'absent'
      return isSame(value, changed) ? [] : [`${tagName}.${String(className)} ${properties[nth]}: ${value} → ${changed}`]
    })
  })
}
