/**
 * Copies a text; false when the browser did not allow it. The clipboard interface exists on https and localhost only:
 * elsewhere what `select` selects is copied the old way, and stays selected for the keyboard.
 */
export async function copyText(text: string, select: () => void): Promise<boolean> {
  const written = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  )
  if (written) return true
  select()
  return document.execCommand('copy')
}
