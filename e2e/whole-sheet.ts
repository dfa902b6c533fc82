import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from './fixtures'

const wholeSheet = readFileSync(path.join(import.meta.dirname, '../node_modules/@clr/ui/clr-ui.min.css'), 'utf8')

/**
 * The build leaves out what of Clarity's style sheet nothing uses (scripts/styles/clarity-in-use.mjs). Adds the whole
 * sheet to the page as it stands, in both themes, and expects no style of any element to change.
 */
export async function expectNoRuleMissing(page: Page): Promise<void> {
  expect(await page.evaluate(changedByWholeSheet, wholeSheet)).toEqual([])
}

function changedByWholeSheet(sheet: string): string[] {
  const pseudos = [undefined, '::before', '::after', '::placeholder', '::marker']
  // What a variable is shows where it is used, and the build drops what no browser of today needs.
  const properties = [...getComputedStyle(document.body)].filter((property) => !/^(--|text-size-adjust)/.test(property))
  const stylesOf = (element: Element, pseudo?: string): Record<string, string> => {
    const style = getComputedStyle(element, pseudo)
    return Object.fromEntries(properties.map((property) => [property, style.getPropertyValue(property)]))
  }
  // What turns is another at every look.
  const elements = [...document.querySelectorAll('body, body *:not(script, .spinner, .spinner *)')]
  const look = () => {
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
    return elements.map((element) => pseudos.map((pseudo) => stylesOf(element, pseudo)))
  }
  // The build writes a colour in another way, by which a channel may be rounded differently.
  const isSameColour = (one: string, other: string): boolean => {
    const [a, b] = [one.match(/[\d.]+/g) ?? [], other.match(/[\d.]+/g) ?? []]
    const near = a.length === b.length && a.every((number, index) => Math.abs(Number(number) - Number(b[index])) <= 1)
    return near && /^[^;]*rgb/.test(one) && one.replace(/[\d.]+/g, '') === other.replace(/[\d.]+/g, '')
  }
  const changes = new Set<string>()
  const own = document.body.getAttribute('cds-theme')!
  for (const theme of ['light', 'dark']) {
    document.body.setAttribute('cds-theme', theme)
    const before = look()
    const whole = new CSSStyleSheet()
    whole.replaceSync(`@layer clarity { ${sheet} }`)
    document.adoptedStyleSheets = [whole]
    const after = look()
    document.adoptedStyleSheets = []
    before.forEach((styles, element) =>
      styles.forEach((style, pseudo) => {
        for (const [property, value] of Object.entries(style)) {
          const changed = after[element]![pseudo]![property]
          if (changed === value || isSameColour(value, changed!)) continue
          const { tagName, className } = elements[element]!
          changes.add(`${tagName}.${String(className)}${pseudos[pseudo] ?? ''} ${property}: ${value} → ${changed}`)
        }
      }),
    )
  }
  document.body.setAttribute('cds-theme', own)
  look()
  return [...changes].slice(0, 40)
}
