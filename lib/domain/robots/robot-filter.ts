/** Which robots a list shows besides its search: unused ones, those that end soon or have ended, disabled ones. */
export const robotFilters = [
  'unused-30',
  'unused-90',
  'never-used',
  'expires-7',
  'expires-30',
  'expired',
  'disabled',
] as const
export type RobotFilter = (typeof robotFilters)[number]

/** What a filter comes to at a moment; all in Unix seconds. */
export type RobotCondition =
  /** Not used since, and made before: a robot of yesterday has not been unused for a month. Never used counts. */
  | { kind: 'unused-since'; since: number }
  | { kind: 'never-used' }
  /** Ends after the one and up to the other; null = at whatever time before. */
  | { kind: 'ends'; after: number | null; until: number }
  | { kind: 'disabled' }

const secondsPerDay = 86_400

export function robotCondition(filter: RobotFilter, nowSeconds: number): RobotCondition {
  const days = (count: number) => count * secondsPerDay
  switch (filter) {
    case 'unused-30':
      return { kind: 'unused-since', since: nowSeconds - days(30) }
    case 'unused-90':
      return { kind: 'unused-since', since: nowSeconds - days(90) }
    case 'never-used':
      return { kind: 'never-used' }
    case 'expires-7':
      return { kind: 'ends', after: nowSeconds, until: nowSeconds + days(7) }
    case 'expires-30':
      return { kind: 'ends', after: nowSeconds, until: nowSeconds + days(30) }
    case 'expired':
      return { kind: 'ends', after: null, until: nowSeconds }
    case 'disabled':
      return { kind: 'disabled' }
  }
}
