/** What is brought over a reload: where, what was typed, and the dialog that was to open. Never what a field hides. */
type Typed = {
  at: number
  href: string
  fields: Record<string, string | boolean>
  dialog?: { name: string; value: unknown }
}

const storageKey = 'typed'
/** A reload that did not help is not tried again so soon. */
const enoughMs = 60_000
/** Only fields that say so: what is not named here, such as passwords and secrets, is kept nowhere. */
const kept = '[data-keep]'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const fieldsOnPage = (): Field[] =>
  [...document.querySelectorAll<Field>(kept)].filter(({ id, type }) => id !== '' && type !== 'password')

const isTicked = (field: Field): field is HTMLInputElement => field.type === 'checkbox' || field.type === 'radio'

/**
 * Loads the page anew, once, because a script of it is gone from the server: it is another version now. What was typed
 * and the dialog that was asked for come back. False when that has just been tried.
 */
export function reloadForNewVersion(dialog?: Typed['dialog']): boolean {
  try {
    const last = read()
    if (last && Date.now() - last.at < enoughMs && last.href === location.href) return false
    const fields = Object.fromEntries(
      fieldsOnPage().map((field) => [field.id, isTicked(field) ? field.checked : field.value]),
    )
    const typed: Typed = { at: Date.now(), href: location.href, fields, dialog }
    sessionStorage.setItem(storageKey, JSON.stringify(typed))
  } catch {
    return false // without a memory of it there could be no end of reloads
  }
  reloading = true
  location.reload()
  return true
}

let reloading = false
/** Nobody is to be asked about what is brought over anyway. */
export const isReloading = (): boolean => reloading

let before: Typed | null | undefined

/** What this page was reloaded with; null for any other page. */
export const typedBefore = (): Typed | null => (before === undefined ? (before = take()) : before)

/** To be called when what was typed has been put back. The dialog waits for its page, which may come later. */
export function forgetTyped(): void {
  if (before) before = { ...before, fields: {} }
}

/** What the dialog of this name was to open with; once, and only where and soon after it was asked for. */
export function dialogBefore(name: string): { value: unknown } | undefined {
  const typed = typedBefore()
  const dialog = typed?.dialog
  if (dialog?.name !== name || typed!.href !== location.href || Date.now() - typed!.at > enoughMs) return undefined
  before = { ...typed!, dialog: undefined }
  return dialog
}

function take(): Typed | null {
  try {
    const typed = read()
    // Somebody else, or another day, is not meant.
    if (
      !typed ||
      Date.now() - typed.at > enoughMs ||
      typed.href !== location.href ||
      Object.keys(typed.fields).length + (typed.dialog ? 1 : 0) === 0
    )
      return null
    sessionStorage.setItem(storageKey, JSON.stringify({ at: typed.at, href: typed.href, fields: {} } satisfies Typed))
    return typed
  } catch {
    return null
  }
}

const read = () => JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Typed | null

/** Types into a field as a person does, so that React hears of it. False while there is no such field. */
export function typeAgain(id: string, value: string | boolean): boolean {
  const field = document.getElementById(id) as Field | null
  if (!field?.matches(kept)) return false
  if (isTicked(field)) {
    if (field.checked !== value) field.click()
    return true
  }
  if (field.value === value) return true
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')!
  set!.call(field, value)
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
  return true
}
