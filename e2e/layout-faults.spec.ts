import { expect, test } from './fixtures'
import { layoutFaults } from './layout/faults'

const long = 'A text that has no room where it stands'

/** What is wrong, and how it is called; each of them as a page of a careless day would have it. */
const wrong: [string, string, string][] = [
  ['a cell that cuts off', 'cut off', `<div style="width: 80px; overflow: hidden; white-space: nowrap">${long}</div>`],
  [
    'an ellipsis whose rest is nowhere',
    'cut off',
    `<div style="width: 80px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">${long}</div>`,
  ],
  ['a line that leaves its box', 'runs over', `<div style="width: 80px; white-space: nowrap">${long}</div>`],
  [
    'two texts in one place',
    'text over text',
    `<p style="position: absolute; top: 9px">${long}</p><p style="position: absolute; top: 14px">Another</p>`,
  ],
  [
    'a label that runs under its field',
    'field over text',
    `<label style="display: block; width: 80px; height: 20px" for="it">${long}</label><textarea id="it"></textarea>`,
  ],
  ['a control beside the window', 'beside the window', '<button style="position: fixed; left: -40px">Press</button>'],
  [
    'a control that something lies on',
    'covered',
    '<button>Press</button><div style="position: fixed; inset: 0; background: white"></div>',
  ],
  ['a page that is too wide', 'the page scrolls sideways', '<div style="width: 120vw">x</div>'],
  [
    'a list that has to be moved to and fro',
    'scrolls sideways',
    `<ul style="width: 80px; overflow: auto; white-space: nowrap"><li>${long}</li></ul>`,
  ],
]
for (const [what, called, html] of wrong) {
  test(`found: ${what}`, async ({ page }) => {
    await page.setContent(html)
    expect((await page.evaluate(layoutFaults)).join('\n')).toContain(called)
  })
}

const right: [string, string][] = [
  [
    'an ellipsis with the whole text in its title',
    `<div title="${long}" style="width: 80px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">${long}</div>`,
  ],
  [
    'a link that ends in one, however long it is',
    `<div style="width: 80px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap" title="${long.repeat(90)}"><a href="#">${long.repeat(90)}</a></div>`,
  ],
  [
    'a table that scrolls within its frame',
    `<div style="width: 80px; overflow: auto"><table><tr><td style="white-space: nowrap">${long}</table></div>`,
  ],
  [
    'what a menu lies on',
    `<button>Press</button><div role="menu" class="menu-popup" style="position: fixed; inset: 0; background: white">Menu</div>`,
  ],
]
for (const [what, html] of right) {
  test(`no fault: ${what}`, async ({ page }) => {
    await page.setContent(html)
    expect(await page.evaluate(layoutFaults)).toEqual([])
  })
}
