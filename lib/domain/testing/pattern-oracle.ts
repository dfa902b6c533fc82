/** What a list of patterns takes, read naively: by trying everything, segment by segment and character by character. */
export const patternOracle =
  (list: readonly string[]) =>
  (name: string): boolean => {
    const taking = list.filter((pattern) => path(pattern.replace('!', '').split('/'), name.split('/')))
    return taking.length > 0 && taking.every((pattern) => pattern[0] !== '!')
  }

function path([first, ...rest]: string[], name: string[]): boolean {
  if (first === undefined) return name.length === 0
  if (first === '**') return path(rest, name) || (name.length > 0 && path([first, ...rest], name.slice(1)))
  return name.length > 0 && text(first, name[0]!) && path(rest, name.slice(1))
}

function text(pattern: string, segment: string): boolean {
  if (pattern === '') return segment === ''
  const rest = pattern.slice(1)
  if (pattern[0] === '*') return text(rest, segment) || (segment !== '' && text(pattern, segment.slice(1)))
  return pattern[0] === segment[0] && text(rest, segment.slice(1))
}
