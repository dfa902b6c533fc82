/**
 * What keeps a form from going on: the first field in error, else the first one that has to be filled in, else its first
 * that can be reached by Tab; a search asks for nothing.
 */
export function firstMissing(form: HTMLElement | null): HTMLElement | null {
  const fields = [...(form?.querySelectorAll<HTMLInputElement>(':is(input, select, textarea):not(:disabled)') ?? [])]
  return (
    fields.find((field) => field.ariaInvalid === 'true') ??
    fields.find((field) => field.ariaRequired === 'true' && field.value === '') ??
    fields.find((field) => field.dataset.missing === 'true') ??
    fields.find((field) => field.type !== 'search' && field.tabIndex === 0) ??
    null
  )
}
