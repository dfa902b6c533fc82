/** The project's name that a URL's segment stands for. One that is no valid percent-encoding is no project's name. */
export function decodeName(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
