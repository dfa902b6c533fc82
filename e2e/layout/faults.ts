/**
 * What is wrong with the look of the page as it stands, a line per fault; runs in the browser. Of what lies under a
 * dialog or a menu nothing is said: it was looked at before.
 */
export function layoutFaults(): string[] {
  const faults = new Set<string>()
  const slack = 1.5
  type Box = { left: number; top: number; right: number; bottom: number }

  /** Asked of each element once: nothing on the page changes meanwhile, and most is asked for every text again. */
  function once<T>(ask: (element: Element) => T): (element: Element) => T {
    const known = new Map<Element, T>()
    return (element) => {
      if (!known.has(element)) known.set(element, ask(element))
      return known.get(element)!
    }
  }
  const styleOf = once((element) => getComputedStyle(element))
  const boxOf = once((element) => element.getBoundingClientRect())
  const parentOf = ({ parentElement }: Element) => (parentElement === document.documentElement ? null : parentElement)
  /** The nearest that is so, from an element up to the body. */
  function nearest(isSo: (element: Element) => boolean): (element: Element) => Element | null {
    const find: (element: Element) => Element | null = once((element) => {
      if (isSo(element)) return element
      const parent = parentOf(element)
      return parent && find(parent)
    })
    return find
  }
  function* upFrom(element: Element) {
    for (let at: Element | null = element; at; at = parentOf(at)) yield at
  }
  function nameOf(element: Element): string {
    const words = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60)
    const { className } = element as HTMLElement
    return `<${element.tagName.toLowerCase()} class="${String(className)}"> “${words || element.getAttribute('aria-label') || ''}”`
  }
  const scrolls = (value: string) => value === 'auto' || value === 'scroll'
  const isClipping = (value: string) => value === 'hidden' || value === 'clip'

  const scrolledAcross = nearest((at) => scrolls(styleOf(at).overflowX) && at.scrollWidth > at.clientWidth)
  const scrolledDown = nearest((at) => scrolls(styleOf(at).overflowY) && at.scrollHeight > at.clientHeight)
  const block = nearest((at) => styleOf(at).display !== 'inline')
  const ellipsis = nearest((at) => styleOf(at).textOverflow === 'ellipsis')
  const sticky = nearest((at) => styleOf(at).position === 'sticky')
  /** What may cut off or scroll what is in it, or is where it is whatever it stands in. */
  const frameOf = nearest((at) => {
    const { overflowX, overflowY, position } = styleOf(at)
    return overflowX !== 'visible' || overflowY !== 'visible' || position === 'fixed'
  })
  function* framesOf(element: Element) {
    for (let at = frameOf(element); at;) {
      yield at
      const parent = styleOf(at).position === 'fixed' ? null : parentOf(at)
      at = parent && frameOf(parent)
    }
  }

  // The layer on top: a dialog, an open menu, or the page.
  const isShown = (element: Element) => (element as HTMLElement).checkVisibility({ visibilityProperty: true })
  const layers = [
    ...document.querySelectorAll(
      '.event-log-panel, .menu-popup, .drop-down:popover-open, .modal-dialog, .permissions-popup, .tip',
    ),
  ]
  const layer = layers.filter(isShown).at(-1) ?? document.body
  /** For eyes there is nothing of it: said to screen readers alone. */
  const forEars = nearest((at) => {
    const { clipPath, clip } = styleOf(at)
    return (
      clipPath === 'inset(50%)' || /rect\(0px,? 0px,? 0px,? 0px\)/.test(clip) || at.matches('.skip-link:not(:focus)')
    )
  })

  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) {
    const wide = [...document.body.querySelectorAll('*')].filter(
      (each) => boxOf(each).right > clientWidth && !scrolledAcross(each) && isShown(each),
    )
    faults.add(`the page scrolls sideways: ${wide.slice(0, 3).map(nameOf).join(', ')}`)
  }

  /** What is wide by itself scrolls within a frame of its own: tables, code. Nothing else may. */
  for (const element of [layer, ...layer.querySelectorAll('*')]) {
    if (!scrolls(styleOf(element).overflowX) || element.scrollWidth <= element.clientWidth + slack) continue
    if (!isShown(element) || element.matches('textarea, select, input')) continue
    const wide = [...element.querySelectorAll('table, pre, code, [data-scrolls]')].some(
      // Beside it there may be the frame's padding.
      (each) => each.getBoundingClientRect().width > element.scrollWidth - 80,
    )
    if (!wide && !element.matches('pre')) faults.add(`scrolls sideways: ${nameOf(element)}`)
  }

  /** The part of a box that can be seen or scrolled to, and what cuts off the rest. */
  function cutBy(element: Element, box: Box): Element | undefined {
    let { left, right, top, bottom } = box
    let [across, down] = [true, true]
    for (const at of framesOf(element)) {
      const { overflowX, overflowY } = styleOf(at)
      const frame = boxOf(at)
      if (across && isClipping(overflowX) && (left < frame.left - slack || right > frame.right + slack)) return at
      if (down && isClipping(overflowY) && (top < frame.top - slack || bottom > frame.bottom + slack)) return at
      if (scrolls(overflowX)) across = false
      if (scrolls(overflowY)) down = false
      if (!across) [left, right] = [frame.left, frame.right]
      if (!down) [top, bottom] = [frame.top, frame.bottom]
    }
    return undefined
  }

  /** The middle of what can be seen of a box; undefined where it is scrolled away. */
  function middleOf(element: Element, box: Box): [number, number] | undefined {
    let { left, right, top, bottom } = box
    const into = (frame: Box) => {
      ;[left, top] = [Math.max(left, frame.left), Math.max(top, frame.top)]
      ;[right, bottom] = [Math.min(right, frame.right), Math.min(bottom, frame.bottom)]
    }
    into({ left: 0, top: 0, right: innerWidth, bottom: innerHeight })
    for (const at of framesOf(element)) {
      const { overflowX, overflowY } = styleOf(at)
      if (overflowX !== 'visible' || overflowY !== 'visible') into(boxOf(at))
    }
    return right - left < 2 || bottom - top < 2 ? undefined : [(left + right) / 2, (top + bottom) / 2]
  }

  /** Cut off with an ellipsis, and the whole text is in the title or behind a button. */
  function isWithinReach(element: Element, whole: string): boolean {
    const cut = ellipsis(element)
    if (!cut) return false
    const titled = [...upFrom(element)].some((at) => at.getAttribute('title')?.includes(whole))
    return titled || cut.closest('[aria-label]')?.getAttribute('aria-label')?.includes(whole) === true
  }

  function isOut(element: Element, { left, right, top, bottom }: Box): string | undefined {
    if ((left < -slack || right > innerWidth + slack) && !scrolledAcross(element)) return 'beside the window'
    if ((top < -slack || bottom > innerHeight + slack) && !scrolledDown(element)) return 'above or below the window'
    return undefined
  }

  type Piece = { element: Element; box: Box; text: string }
  const pieces: Piece[] = []
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const text = node.textContent?.trim() ?? ''
    if (!element || text === '' || element.closest('script, style, option, title, noscript') || !isShown(element))
      continue
    if (forEars(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const { left, right, top, bottom, width, height } of range.getClientRects()) {
      if (width < 1 || height < 1) continue
      pieces.push({ element, text, box: { left, right, top, bottom } })
    }
  }

  for (const { element, box, text } of pieces) {
    const around = block(element) ?? document.body
    const said = () => `“${text.slice(0, 60)}” in ${nameOf(around)}`
    if (isWithinReach(element, text)) continue
    const cut = cutBy(element, box)
    if (cut) {
      faults.add(`cut off: ${said()} by ${nameOf(cut)}`)
      continue
    }
    const frame = boxOf(around)
    // A letter's own box is higher than a tight line; across, what leaves its box is a fault.
    if (box.right > frame.right + slack || box.left < frame.left - slack)
      if (!scrolledAcross(around)) faults.add(`runs over: ${said()}`)
    const out = isOut(element, box)
    if (out) faults.add(`${out}: ${said()}`)
  }

  /** A stack of what can be seen at a point, from the top. */
  function isOver(one: Piece, other: Piece): boolean {
    const left = Math.max(one.box.left, other.box.left)
    const right = Math.min(one.box.right, other.box.right)
    const top = Math.max(one.box.top, other.box.top)
    const bottom = Math.min(one.box.bottom, other.box.bottom)
    if (right - left < 3 || bottom - top < 4) return false
    const stack = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2)
    const [a, b] = [stack.indexOf(one.element), stack.indexOf(other.element)]
    if (a < 0 || b < 0) return false
    const between = stack.slice(Math.min(a, b), Math.max(a, b))
    // What has a background of its own covers what is below it, as a menu or a head that stays does.
    return !between.some((at) => !/, 0\)$|transparent/.test(styleOf(at).backgroundColor))
  }
  const lines = [...pieces].sort((a, b) => a.box.top - b.box.top)
  lines.forEach((one, index) => {
    for (let next = index + 1; next < lines.length && lines[next]!.box.top < one.box.bottom - 3; next++) {
      const other = lines[next]!
      if (one.element === other.element && one.text === other.text) continue
      if (isOver(one, other)) faults.add(`text over text: “${one.text.slice(0, 60)}” and “${other.text.slice(0, 60)}”`)
    }
  })

  /** A field has no text that the walk over texts would meet. */
  for (const field of layer.querySelectorAll('textarea, select, input:not([type=checkbox], [type=radio])')) {
    if (!isShown(field) || forEars(field)) continue
    const { left, right, top, bottom } = boxOf(field)
    for (const { element, box, text } of pieces) {
      const [width, height] = [
        Math.min(right, box.right) - Math.max(left, box.left),
        Math.min(bottom, box.bottom) - Math.max(top, box.top),
      ]
      // What stays while the rest scrolls below it covers it for as long.
      if (width < 3 || height < 4 || frameOf(field.parentElement!) !== frameOf(element)) continue
      const at = document.elementFromPoint(Math.max(left, box.left) + width / 2, Math.max(top, box.top) + height / 2)
      if (at === field) faults.add(`field over text: ${nameOf(field)} and “${text.slice(0, 60)}”`)
    }
  }

  for (const control of layer.querySelectorAll(
    'a[href], button, input, select, textarea, [role="tab"], [tabindex="0"]',
  )) {
    if (!isShown(control) || forEars(control)) continue
    const box = boxOf(control)
    if (box.width < 2 || box.height < 2) continue
    // Of a link that ends in an ellipsis the box goes on where nothing is drawn.
    const isEllipsis = isWithinReach(control, control.textContent ?? '')
    const out = isOut(control, box)
    if (out && !isEllipsis) faults.add(`${out}: ${nameOf(control)}`)
    if (cutBy(control, box) && !isEllipsis) faults.add(`cut off: ${nameOf(control)}`)
    // Of a link over two lines the middle lies elsewhere.
    const middle = middleOf(control, control.getClientRects()[0] ?? box)
    const hit = middle && document.elementFromPoint(...middle)
    const label = (control as HTMLInputElement).labels?.[0]
    if (!hit || control.contains(hit) || hit.contains(control) || label?.contains(hit)) continue
    // A message goes by itself.
    if (hit.closest('.toast-region, .away-banner')) continue
    // What stays while the rest scrolls below it covers it for as long.
    if (!sticky(hit)) faults.add(`covered: ${nameOf(control)} by ${nameOf(hit)}`)
  }
  return [...faults]
}
